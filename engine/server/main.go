// Command engine is a Temporal server in one process: frontend, history, matching, worker and the Web UI,
// on SQLite (a file or memory) or Postgres. It takes the flags of `temporal server start-dev`, so that whatever
// starts the official CLI (the SDKs do) can start it instead.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"strconv"
	"strings"
	"time"

	uiserver "github.com/temporalio/ui-server/v2/server"
	uiconfig "github.com/temporalio/ui-server/v2/server/config"
	uioptions "github.com/temporalio/ui-server/v2/server/server_options"
	"go.temporal.io/server/common/authorization"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/log"
	"go.temporal.io/server/common/membership/static"
	"go.temporal.io/server/common/primitives"
	"go.temporal.io/server/temporal"
)

type options struct {
	ip, uiIP, database, postgres, logLevel, logFormat string
	port, uiPort, httpPort, metricsPort, shards       int
	headless, untilStdinCloses, join                  bool
	retention                                         time.Duration
	namespaces, dynamic, attributes                   list
}

// list is a flag that may be given more than once.
type list []string

func (l *list) String() string         { return strings.Join(*l, ",") }
func (l *list) Set(value string) error { *l = append(*l, value); return nil }

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "engine:", err)
		os.Exit(1)
	}
}

func parse(args []string) (*options, error) {
	if len(args) < 2 || args[0] != "server" || args[1] != "start-dev" {
		return nil, errors.New("usage: engine server start-dev [flags] (--help lists them)")
	}
	var o options
	f := flag.NewFlagSet("engine server start-dev", flag.ExitOnError)
	f.StringVar(&o.ip, "ip", "127.0.0.1", "address to bind to")
	f.IntVar(&o.port, "port", 7233, "gRPC port of the frontend")
	f.IntVar(&o.httpPort, "http-port", 0, "HTTP API port of the frontend (0: off)")
	f.IntVar(&o.metricsPort, "metrics-port", 0, "Prometheus port (0: off)")
	f.StringVar(&o.uiIP, "ui-ip", "", "address of the Web UI (default: --ip)")
	f.IntVar(&o.uiPort, "ui-port", 0, "port of the Web UI (default: --port + 1000)")
	f.BoolVar(&o.headless, "headless", false, "do not serve the Web UI")
	f.StringVar(&o.database, "db-filename", "", "SQLite file (default: in memory)")
	f.StringVar(&o.postgres, "postgres", "", "postgres://user:password@host:port/database, instead of SQLite (or in the environment, as ENGINE_POSTGRES)")
	f.IntVar(&o.shards, "shards", 1, "history shards; fixed once the database exists")
	f.BoolVar(&o.join, "join", false, "join the other nodes on the same Postgres database: shards are shared out, and taken over from a node that dies")
	f.DurationVar(&o.retention, "retention", 24*time.Hour, "how long a namespace made now keeps closed workflows")
	f.StringVar(&o.logLevel, "log-level", "warn", "debug, info, warn, error or never")
	f.StringVar(&o.logFormat, "log-format", "pretty", "pretty, text or json")
	f.BoolVar(&o.untilStdinCloses, "until-stdin-closes", false, "stop when standard input ends, as it does when the parent dies")
	f.Var(&o.namespaces, "namespace", "namespace to make, besides default (repeatable)")
	f.Var(&o.attributes, "search-attribute", "Name=Type, in namespaces made now (repeatable)")
	f.Var(&o.dynamic, "dynamic-config-value", "key=JSON (repeatable)")
	_ = f.Parse(args[2:])
	if f.NArg() > 0 {
		return nil, fmt.Errorf("unexpected argument %q", f.Arg(0))
	}
	if o.postgres == "" {
		o.postgres = os.Getenv("ENGINE_POSTGRES") // where other users of the machine cannot read the password
	}
	if o.ip == "localhost" {
		o.ip = "127.0.0.1"
	}
	if o.uiIP == "" {
		o.uiIP = o.ip
	}
	if o.uiPort == 0 {
		o.uiPort = min(o.port+1000, 65535)
	}
	o.namespaces = append(list{"default"}, o.namespaces...)
	return &o, nil
}

func run(args []string) error {
	o, err := parse(args)
	if err != nil {
		return err
	}
	// Before anything slow: a parent that dies while the database is set up must still be noticed.
	orphaned, interrupted := o.watchStdin(), temporal.InterruptCh()
	settings, err := o.settings()
	if err != nil {
		return err
	}
	conf, err := o.config()
	if err != nil {
		return err
	}
	server, err := temporal.NewServer(
		temporal.WithConfig(conf), temporal.ForServices(temporal.DefaultServices), o.membership(conf),
		temporal.WithLogger(o.logger()), temporal.WithDynamicConfigClient(settings),
		temporal.WithAuthorizer(authorization.NewNoopAuthorizer()),
		temporal.WithClaimMapper(func(*config.Config) authorization.ClaimMapper { return authorization.NewNoopClaimMapper() }),
	)
	if err != nil {
		return err
	}
	if err := server.Start(); err != nil {
		return err
	}
	defer func() { _ = server.Stop() }()
	uiFailed := make(chan error, 1)
	if !o.headless {
		ui := o.ui()
		go func() { uiFailed <- ui.Start() }()
		defer ui.Stop()
	}
	select {
	case <-interrupted:
	case <-orphaned:
	case err := <-uiFailed:
		return fmt.Errorf("Web UI on %s: %w", net.JoinHostPort(o.uiIP, strconv.Itoa(o.uiPort)), err)
	}
	return nil
}

// membership is this node alone, known beforehand, unless it joins others: they find one another in the database.
func (o *options) membership(conf *config.Config) temporal.ServerOption {
	hosts := map[primitives.ServiceName]static.Hosts{}
	for name, service := range conf.Services {
		if !o.join {
			hosts[primitives.ServiceName(name)] = static.SingleLocalHost(o.address(service.RPC.GRPCPort))
		}
	}
	return temporal.WithStaticHosts(hosts)
}

// watchStdin tells when standard input has ended. A second later it ends the process whatever it is doing:
// nobody is left to wait for an orderly stop, and both databases survive a kill.
func (o *options) watchStdin() <-chan struct{} {
	orphaned := make(chan struct{})
	if o.untilStdinCloses {
		go func() {
			_, _ = io.Copy(io.Discard, os.Stdin)
			close(orphaned)
			time.Sleep(time.Second)
			os.Exit(0)
		}()
	}
	return orphaned
}

func (o *options) address(port int) string { return net.JoinHostPort(o.ip, strconv.Itoa(port)) }

func (o *options) logger() log.Logger {
	if o.logLevel == "never" {
		return log.NewNoopLogger()
	}
	format := "console"
	if o.logFormat == "json" {
		format = "json"
	}
	return log.NewZapLogger(log.BuildZapLogger(log.Config{Level: o.logLevel, Format: format}))
}

func (o *options) ui() *uiserver.Server {
	return uiserver.NewServer(uioptions.WithConfigProvider(&uiconfig.Config{
		Host: o.uiIP, Port: o.uiPort, TemporalGRPCAddress: o.address(o.port), EnableUI: true,
		CORS: uiconfig.CORS{CookieInsecure: true}, HideLogs: true, DisableNewsFetch: true,
		// A case is acted on through the API, where the law is applied: here it is only watched.
		DisableWriteActions: true,
	}))
}
