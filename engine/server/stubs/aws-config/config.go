// Package config refuses to load an AWS configuration.
package config

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
)

type (
	EnvConfig       struct{ Credentials aws.Credentials }
	LoadOptions     struct{}
	LoadOptionsFunc func(*LoadOptions) error
)

// LoadDefaultConfig always refuses.
func LoadDefaultConfig(context.Context, ...func(*LoadOptions) error) (aws.Config, error) {
	return aws.Config{}, aws.ErrLeftOut
}

// NewEnvConfig always refuses.
func NewEnvConfig() (EnvConfig, error) { return EnvConfig{}, aws.ErrLeftOut }

func WithRegion(string) LoadOptionsFunc                   { return nil }
func WithClientLogMode(aws.ClientLogMode) LoadOptionsFunc { return nil }
