import Ledgers
import Store

enum Tables {
    static let migrations = Ledger.migrations(
        "tenants",
        [
            Migration(
                version: 2,
                sql: """
                    CREATE TABLE tenants_tenants (
                      id TEXT PRIMARY KEY, slug TEXT NOT NULL UNIQUE, name TEXT NOT NULL, archived INTEGER NOT NULL DEFAULT 0,
                      created INTEGER NOT NULL, revision INTEGER NOT NULL DEFAULT 1) STRICT, WITHOUT ROWID;
                    CREATE TABLE tenants_projects (
                      id TEXT PRIMARY KEY, tenant TEXT NOT NULL REFERENCES tenants_tenants (id), slug TEXT NOT NULL,
                      name TEXT NOT NULL, archived INTEGER NOT NULL DEFAULT 0, created INTEGER NOT NULL,
                      revision INTEGER NOT NULL DEFAULT 1, UNIQUE (tenant, slug)) STRICT, WITHOUT ROWID;
                    CREATE TABLE tenants_workspaces (
                      id TEXT PRIMARY KEY, tenant TEXT NOT NULL REFERENCES tenants_tenants (id),
                      project TEXT NOT NULL REFERENCES tenants_projects (id), slug TEXT NOT NULL, environment TEXT NOT NULL,
                      settings TEXT NOT NULL, archived INTEGER NOT NULL DEFAULT 0, created INTEGER NOT NULL,
                      revision INTEGER NOT NULL DEFAULT 1, UNIQUE (project, slug)) STRICT, WITHOUT ROWID;
                    CREATE INDEX tenants_workspaces_tenant ON tenants_workspaces (tenant, project, slug);
                    CREATE TABLE tenants_variables (
                      workspace TEXT NOT NULL REFERENCES tenants_workspaces (id), kind TEXT NOT NULL, name TEXT NOT NULL,
                      tenant TEXT NOT NULL, value TEXT, sealed BLOB, expression INTEGER NOT NULL, updated INTEGER NOT NULL,
                      PRIMARY KEY (workspace, kind, name)) STRICT, WITHOUT ROWID;
                    CREATE TABLE tenants_connections (
                      id TEXT PRIMARY KEY, tenant TEXT NOT NULL REFERENCES tenants_tenants (id), slug TEXT NOT NULL,
                      provider TEXT NOT NULL, region TEXT NOT NULL, endpoint TEXT, hint TEXT NOT NULL, role TEXT,
                      sealed BLOB NOT NULL, updated INTEGER NOT NULL, revision INTEGER NOT NULL DEFAULT 1,
                      UNIQUE (tenant, slug)) STRICT, WITHOUT ROWID;
                    """),
            Migration(
                version: 3, sql: "ALTER TABLE tenants_tenants ADD COLUMN quotas TEXT;"),
            Migration(
                version: 4, sql: "ALTER TABLE tenants_workspaces ADD COLUMN owner TEXT;"),
            // For whom tokens of web identity are; null where the connection goes by keys.
            Migration(
                version: 5, sql: "ALTER TABLE tenants_connections ADD COLUMN audience TEXT;"),
        ])
}
