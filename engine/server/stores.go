package main

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"net/url"
	"os"
	"strconv"
	"strings"

	"go.temporal.io/server/common/config"
	"go.temporal.io/server/common/log"
	"go.temporal.io/server/common/persistence/sql/sqlplugin/postgresql"
	"go.temporal.io/server/common/persistence/sql/sqlplugin/sqlite"
	sqliteschema "go.temporal.io/server/schema/sqlite"
	"go.temporal.io/server/tools/common/schema"
	sqltool "go.temporal.io/server/tools/sql"
)

const postgresConnections = 20

func (o *options) stores() (main, visibility *config.SQL, err error) {
	if o.postgres != "" {
		return postgresStores(o.postgres)
	}
	store, err := sqliteStore(o.database)
	return store, store, err
}

// sqliteStore is one file, or memory when it has no name. The server keeps one connection to it: with more,
// writers meet SQLITE_BUSY.
func sqliteStore(file string) (*config.SQL, error) {
	if file == "" {
		return &config.SQL{
			PluginName: sqlite.PluginName, DatabaseName: strconv.Itoa(rand.IntN(1 << 30)),
			ConnectAttributes: map[string]string{"mode": "memory", "cache": "shared"},
		}, nil
	}
	if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
		if err := makeSqliteFile(file); err != nil {
			return nil, err
		}
	}
	return &config.SQL{
		PluginName: sqlite.PluginName, DatabaseName: file,
		ConnectAttributes: map[string]string{
			"mode": "rwc", "journal_mode": "wal", "synchronous": "normal", "busy_timeout": "10000",
		},
	}, nil
}

// makeSqliteFile prepares the tables under another name, so that a file with only some of them is never left behind.
func makeSqliteFile(file string) error {
	draft := file + ".new"
	if err := os.Remove(draft); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	store := &config.SQL{
		PluginName: sqlite.PluginName, DatabaseName: draft, ConnectAttributes: map[string]string{"mode": "rwc"},
	}
	if err := sqliteschema.SetupSchema(store); err != nil {
		return err
	}
	return os.Rename(draft, file)
}

// postgresStores are the databases NAME and NAME_visibility, made where they lack and brought up to date with the
// schemas that are embedded in the server module.
func postgresStores(text string) (main, visibility *config.SQL, err error) {
	address, err := url.Parse(text)
	if err != nil {
		return nil, nil, errors.New("--postgres is not a URL") // the URL itself holds a password
	}
	store := func(suffix string) *config.SQL {
		password, _ := address.User.Password()
		return &config.SQL{
			PluginName: postgresql.PluginNamePGX, ConnectAddr: address.Host, ConnectProtocol: "tcp",
			User: address.User.Username(), Password: password, DatabaseName: strings.Trim(address.Path, "/") + suffix,
			MaxConns: postgresConnections, MaxIdleConns: postgresConnections,
		}
	}
	main, visibility = store(""), store("_visibility")
	for _, each := range []struct {
		store  *config.SQL
		schema string
	}{{main, "postgresql/v12/temporal"}, {visibility, "postgresql/v12/visibility"}} {
		if err := migrate(each.store, each.schema); err != nil {
			return nil, nil, fmt.Errorf("database %s of the Postgres at %s: %w", each.store.DatabaseName, address.Host, err)
		}
	}
	return main, visibility, nil
}

func migrate(store *config.SQL, schemaName string) error {
	logger, admin := log.NewNoopLogger(), *store
	creation := sqltool.DoCreateDatabase(&admin, "postgres", logger) // fails where the database exists
	database, err := sqltool.NewConnection(store, logger)
	if err != nil {
		return errors.Join(creation, err)
	}
	defer database.Close()
	if _, err := database.ReadSchemaVersion(); err != nil {
		if err := schema.NewSetupSchemaTask(database, &schema.SetupConfig{InitialVersion: "0.0"}, logger).Run(); err != nil {
			return errors.Join(creation, err)
		}
	}
	return schema.NewUpdateSchemaTask(database, &schema.UpdateConfig{SchemaName: schemaName}, logger).Run()
}
