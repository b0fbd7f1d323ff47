import Ledgers
import Store

enum Tables {
    static let migrations = Ledger.migrations(
        "identity",
        [
            Migration(
                version: 2,
                sql: """
                    CREATE TABLE identity_users (
                      id TEXT PRIMARY KEY, tenant TEXT NOT NULL, email TEXT NOT NULL, name TEXT NOT NULL,
                      password TEXT NOT NULL, disabled INTEGER NOT NULL DEFAULT 0, created INTEGER NOT NULL,
                      revision INTEGER NOT NULL DEFAULT 1, UNIQUE (tenant, email)) STRICT, WITHOUT ROWID;
                    CREATE INDEX identity_users_email ON identity_users (email);
                    CREATE TABLE identity_sessions (
                      hash TEXT PRIMARY KEY, tenant TEXT NOT NULL, user TEXT NOT NULL REFERENCES identity_users (id),
                      created INTEGER NOT NULL, expires INTEGER NOT NULL) STRICT, WITHOUT ROWID;
                    CREATE INDEX identity_sessions_user ON identity_sessions (user);
                    CREATE TABLE identity_tokens (
                      id TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, tenant TEXT NOT NULL,
                      user TEXT NOT NULL REFERENCES identity_users (id), label TEXT NOT NULL, permissions TEXT,
                      created INTEGER NOT NULL, expires INTEGER NOT NULL, used INTEGER, revoked INTEGER NOT NULL DEFAULT 0
                    ) STRICT, WITHOUT ROWID;
                    CREATE TABLE identity_run_tokens (
                      hash TEXT PRIMARY KEY, tenant TEXT NOT NULL, workspace TEXT NOT NULL, run TEXT NOT NULL,
                      author TEXT NOT NULL, reads INTEGER NOT NULL, expires INTEGER NOT NULL) STRICT, WITHOUT ROWID;
                    CREATE INDEX identity_run_tokens_run ON identity_run_tokens (run);
                    CREATE TABLE identity_roles (
                      tenant TEXT NOT NULL, name TEXT NOT NULL, permissions TEXT NOT NULL,
                      PRIMARY KEY (tenant, name)) STRICT, WITHOUT ROWID;
                    CREATE TABLE identity_bindings (
                      id TEXT PRIMARY KEY, tenant TEXT NOT NULL, user TEXT NOT NULL REFERENCES identity_users (id),
                      role TEXT NOT NULL, platform INTEGER NOT NULL DEFAULT 0, project TEXT, workspace TEXT
                    ) STRICT, WITHOUT ROWID;
                    CREATE INDEX identity_bindings_user ON identity_bindings (tenant, user);
                    """),
            Migration(
                version: 3,
                sql: """
                    ALTER TABLE identity_sessions ADD COLUMN address TEXT;
                    CREATE TABLE identity_recoveries (
                      hash TEXT PRIMARY KEY, tenant TEXT NOT NULL, user TEXT NOT NULL REFERENCES identity_users (id),
                      expires INTEGER NOT NULL) STRICT, WITHOUT ROWID;
                    CREATE TABLE identity_access (
                      tenant TEXT PRIMARY KEY, networks TEXT NOT NULL) STRICT, WITHOUT ROWID;
                    """),
            Migration(version: 4, sql: "ALTER TABLE identity_tokens ADD COLUMN role TEXT;"),
            Migration(
                version: 5,
                sql: """
                    CREATE TABLE identity_signing_keys (
                      id TEXT PRIMARY KEY, public TEXT NOT NULL, sealed BLOB, created INTEGER NOT NULL,
                      began INTEGER, ended INTEGER, last_expiry INTEGER) STRICT, WITHOUT ROWID;
                    """),
        ])
}
