// Package iterator holds the end mark of Google Cloud listings, which nothing here produces.
package iterator

import "errors"

var Done = errors.New("no more items")
