// Package smithy holds the error shape that the server's S3 archiver looks for.
package smithy

// APIError is an answer of an AWS service, none of which is ever called.
type APIError interface {
	error
	ErrorCode() string
}
