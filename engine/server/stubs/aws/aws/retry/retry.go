// Package retry holds the policy that asks for no retry.
package retry

// Standard never retries.
type Standard struct{}

func NewStandard() *Standard                    { return &Standard{} }
func (*Standard) IsErrorRetryable(_ error) bool { return false }
