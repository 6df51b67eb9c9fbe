// Package types holds what the server's S3 archiver reads in answers that never come.
package types

type (
	NoSuchBucket struct{ error }
	NoSuchKey    struct{ error }
	CommonPrefix struct{ Prefix *string }
	Object       struct{ Key *string }
)
