/** What is used of libmime, which has no types of its own. */
declare module 'libmime' {
  const libmime: {
    /** Reads the encoded words of a header (RFC 2047); what is not of their encoding becomes U+FFFD. */
    decodeWords(text: string): string;
  };
  export default libmime;
}
