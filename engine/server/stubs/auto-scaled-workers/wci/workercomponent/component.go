// Package workercomponent would run the autoscaler's own workflows: nothing to run.
package workercomponent

import "go.uber.org/fx"

var Module = fx.Options()
