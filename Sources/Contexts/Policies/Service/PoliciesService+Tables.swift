import Ledgers
import Sagas
import Store

extension PoliciesService {
    public static let migrations = Ledger.migrations(
        "policies",
        [
            Sagas.migration("policies", version: 2),
            Migration(
                version: 3,
                sql: """
                    CREATE TABLE policies_packs (
                      tenant TEXT NOT NULL, slug TEXT NOT NULL, newest INTEGER NOT NULL,
                      PRIMARY KEY (tenant, slug)) STRICT, WITHOUT ROWID;
                    CREATE TABLE policies_versions (
                      tenant TEXT NOT NULL, slug TEXT NOT NULL, version INTEGER NOT NULL, content TEXT NOT NULL,
                      title TEXT, rules TEXT NOT NULL, notes TEXT NOT NULL, created INTEGER NOT NULL,
                      author TEXT NOT NULL, PRIMARY KEY (tenant, slug, version)) STRICT, WITHOUT ROWID;
                    CREATE TABLE policies_bindings (
                      id TEXT PRIMARY KEY, tenant TEXT NOT NULL, pack TEXT NOT NULL, version INTEGER,
                      enforcement TEXT NOT NULL, workspace TEXT, project TEXT, environment TEXT,
                      created INTEGER NOT NULL, author TEXT NOT NULL) STRICT, WITHOUT ROWID;
                    CREATE INDEX policies_bindings_tenant ON policies_bindings (tenant, pack);
                    CREATE TABLE policies_decisions (
                      id TEXT PRIMARY KEY, tenant TEXT NOT NULL, project TEXT, workspace TEXT, environment TEXT,
                      deployment TEXT, at INTEGER NOT NULL, author TEXT NOT NULL, kind TEXT NOT NULL,
                      result TEXT NOT NULL, packs TEXT NOT NULL, findings TEXT NOT NULL, failure TEXT,
                      input TEXT NOT NULL, milliseconds INTEGER NOT NULL) STRICT, WITHOUT ROWID;
                    CREATE INDEX policies_decisions_workspace ON policies_decisions (tenant, workspace, id);
                    CREATE INDEX policies_decisions_deployment ON policies_decisions (tenant, deployment, id);
                    CREATE TABLE policies_waivers (
                      id TEXT PRIMARY KEY, tenant TEXT NOT NULL, rule TEXT NOT NULL, address TEXT, project TEXT,
                      workspace TEXT, owner TEXT NOT NULL, reason TEXT NOT NULL, until INTEGER NOT NULL,
                      created INTEGER NOT NULL, author TEXT NOT NULL, ended INTEGER, ended_by TEXT)
                      STRICT, WITHOUT ROWID;
                    CREATE INDEX policies_waivers_rule ON policies_waivers (tenant, rule);
                    CREATE TABLE policies_overrides (
                      id TEXT PRIMARY KEY, tenant TEXT NOT NULL, deployment TEXT NOT NULL, project TEXT,
                      workspace TEXT NOT NULL, decision TEXT NOT NULL, reason TEXT NOT NULL, author TEXT NOT NULL,
                      at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
                    CREATE INDEX policies_overrides_deployment ON policies_overrides (tenant, deployment);
                    """),
        ])
}
