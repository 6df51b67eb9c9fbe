// Package aws stands where the server's S3 archiver and its Elasticsearch signer look for the AWS SDK.
// No configuration can be loaded, so neither can be switched on; the rest is there for the compiler.
package aws

import (
	"context"
	"errors"
)

// ErrLeftOut is what every call answers.
var ErrLeftOut = errors.New("this engine was built without AWS")

type (
	ClientLogMode uint64
	Retryer       interface{ IsErrorRetryable(error) bool }
	Credentials   struct{ AccessKeyID, SecretAccessKey, SessionToken string }

	CredentialsProvider interface {
		Retrieve(context.Context) (Credentials, error)
	}
	Config struct{ Credentials CredentialsProvider }
)

func String(text string) *string { return &text }
func Int32(number int32) *int32  { return &number }
