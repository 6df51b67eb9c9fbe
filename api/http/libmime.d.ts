/** What is used of libmime, which has no types of its own. */
declare module 'libmime' {
  /** Reads the encoded words of a header (RFC 2047); what is not of their encoding becomes U+FFFD. */
  function decodeWords(text: string): string;
  const libmime: { decodeWords: typeof decodeWords };
  export default libmime;
}
