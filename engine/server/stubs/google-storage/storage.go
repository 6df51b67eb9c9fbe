// Package storage stands where the server's Google Cloud archiver looks for its client.
// No client can be made, so that archiver cannot be configured; the other methods are there for the compiler.
package storage

import (
	"context"
	"errors"
	"io"

	"google.golang.org/api/option"
)

var errLeftOut = errors.New("this engine was built without the Google Cloud archiver")

// ScopeFullControl is asked of credentials before the client refuses.
const ScopeFullControl = "storage"

type (
	Client         struct{}
	BucketHandle   struct{}
	ObjectHandle   struct{}
	ObjectIterator struct{}
	BucketAttrs    struct{}
	ObjectAttrs    struct{ Name string }
	Query          struct{ Prefix string }
	Writer         struct{}
	Reader         struct{ io.ReadCloser }
)

// NewClient always refuses.
func NewClient(context.Context, ...option.ClientOption) (*Client, error) { return nil, errLeftOut }

func (*Client) Bucket(string) *BucketHandle                           { return nil }
func (*BucketHandle) Object(string) *ObjectHandle                     { return nil }
func (*BucketHandle) Objects(context.Context, *Query) *ObjectIterator { return nil }
func (*BucketHandle) Attrs(context.Context) (*BucketAttrs, error)     { return nil, errLeftOut }
func (*ObjectHandle) Attrs(context.Context) (*ObjectAttrs, error)     { return nil, errLeftOut }
func (*ObjectHandle) NewWriter(context.Context) *Writer               { return nil }
func (*ObjectHandle) NewReader(context.Context) (*Reader, error)      { return nil, errLeftOut }
func (*ObjectIterator) Next() (*ObjectAttrs, error)                   { return nil, errLeftOut }
func (*Writer) Write([]byte) (int, error)                             { return 0, errLeftOut }
func (*Writer) Close() error                                          { return errLeftOut }
func (*Writer) CloseWithError(error) error                            { return nil }
