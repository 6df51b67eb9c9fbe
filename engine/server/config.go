package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"net"
	"strconv"
	"strings"
	"time"

	"go.temporal.io/api/enums/v1"
	"go.temporal.io/server/common/cluster"
	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/dynamicconfig"
	"go.temporal.io/server/common/metrics"
	"go.temporal.io/server/common/primitives"
	sqliteschema "go.temporal.io/server/schema/sqlite"
	"go.temporal.io/server/temporal"
	"google.golang.org/protobuf/types/known/durationpb"
)

const (
	clusterName = "active"
	joinLimit   = 30 * time.Second
)

// settings are the server's dynamic settings: ours, then those given on the command line.
func (o *options) settings() (dynamicconfig.StaticClient, error) {
	values := map[string]any{
		// New search attributes are visible at once.
		"system.forceSearchAttributesCacheRefreshOnRead": true,
		// Lift limits that are meant for a shared cluster.
		"frontend.persistenceMaxQPS": 10000, "history.persistenceMaxQPS": 45000, "matching.persistenceMaxQPS": 10000,
		"frontend.namespaceRPS": 10000, "frontend.namespaceRPS.visibility": 200,
		// Timers fire within 1 ms rather than 1 s: each skip of virtual time waits for one.
		"history.timerProcessorMaxTimeShift": "1ms", "history.timerProcessorMaxPollRPS": 1000,
		// With one shard, 20 looks a second at the queue of new tasks would hold every workflow back by 50 ms.
		"history.transferProcessorMaxPollRPS": 1000, "history.visibilityProcessorMaxPollRPS": 1000,
		// Otherwise continue-as-new under time skipping may jump to a start time that the server doubles.
		"history.workflowIdReuseMinimalInterval": "0s",
	}
	given, err := pairs(o.dynamic, func(text string) (value any, err error) {
		err = json.Unmarshal([]byte(text), &value)
		if number, ok := value.(float64); ok && number == float64(int(number)) {
			return int(number), err // settings of type int refuse a float
		}
		return value, err
	})
	maps.Copy(values, given)
	client := dynamicconfig.StaticClient{}
	for key, value := range values {
		client[dynamicconfig.MakeKey(key)] = value
	}
	return client, err
}

// config describes the four services and makes the databases and namespaces that lack.
func (o *options) config() (*config.Config, error) {
	conf := &config.Config{Services: map[string]config.Service{}, PublicClient: config.PublicClient{HostPort: o.address(o.port)}}
	conf.DCRedirectionPolicy.Policy = "noop"
	conf.Archival.History.State, conf.Archival.Visibility.State = "disabled", "disabled"
	conf.NamespaceDefaults.Archival.History.State, conf.NamespaceDefaults.Archival.Visibility.State = "disabled", "disabled"
	conf.ClusterMetadata = &cluster.Config{
		FailoverVersionIncrement: 10, MasterClusterName: clusterName, CurrentClusterName: clusterName,
		ClusterInformation: map[string]cluster.ClusterInformation{
			clusterName: {Enabled: true, InitialFailoverVersion: 1, RPCAddress: o.address(o.port)},
		},
	}
	if o.join {
		conf.Global.Membership = config.Membership{MaxJoinDuration: joinLimit, BroadcastAddress: o.ip}
	}
	if o.metricsPort > 0 {
		conf.Global.Metrics = &metrics.Config{
			Prometheus: &metrics.PrometheusConfig{ListenAddress: o.address(o.metricsPort), HandlerPath: "/metrics"},
		}
	}
	for _, name := range temporal.DefaultServices {
		rpc := config.RPC{BindOnIP: o.ip, GRPCPort: o.port, HTTPPort: o.httpPort}
		if name != string(primitives.FrontendService) {
			port, err := freePort(o.ip)
			if err != nil {
				return nil, err
			}
			rpc.GRPCPort, rpc.HTTPPort = port, 0
		}
		if o.join {
			port, err := freePort(o.ip)
			if err != nil {
				return nil, err
			}
			rpc.MembershipPort = port
		}
		conf.Services[name] = config.Service{RPC: rpc}
	}
	main, visibility, err := o.stores()
	if err != nil {
		return nil, err
	}
	conf.Persistence = config.Persistence{
		DefaultStore: "main", VisibilityStore: "visibility", NumHistoryShards: int32(o.shards),
		DataStores: map[string]config.DataStore{"main": {SQL: main}, "visibility": {SQL: visibility}},
	}
	return conf, o.makeNamespaces(main)
}

func (o *options) makeNamespaces(store *config.SQL) error {
	attributes, err := pairs(o.attributes, enums.IndexedValueTypeFromString)
	if err != nil {
		return err
	}
	for _, name := range o.namespaces {
		namespace, err := sqliteschema.NewNamespaceConfig(clusterName, name, false, attributes)
		if err != nil {
			return err
		}
		namespace.Detail.Config.Retention = durationpb.New(o.retention)
		// Despite its package, this writes through whichever SQL plugin the store names; one that exists is left alone.
		if err := sqliteschema.CreateNamespaces(store, namespace); err != nil {
			return err
		}
	}
	return nil
}

func pairs[T any](texts []string, parse func(string) (T, error)) (map[string]T, error) {
	parsed := map[string]T{}
	for _, text := range texts {
		key, value, ok := strings.Cut(text, "=")
		if !ok {
			return nil, fmt.Errorf("%q is not name=value", text)
		}
		result, err := parse(value)
		if err != nil {
			return nil, fmt.Errorf("%q: %w", text, err)
		}
		parsed[key] = result
	}
	return parsed, nil
}

// freePort is below the ports that systems lend to outgoing connections: none of them takes it before we listen.
func freePort(ip string) (int, error) {
	var last error
	for range 100 {
		port := 20000 + rand.IntN(12768)
		listener, err := net.Listen("tcp", net.JoinHostPort(ip, strconv.Itoa(port)))
		if err == nil {
			return port, listener.Close()
		}
		last = err
	}
	return 0, last
}
