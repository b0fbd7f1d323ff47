#pragma once
#include <sqlite3.h>

/// Refuses double-quoted strings, writes to shadow tables and functions hidden in the schema.
static inline int plumb_sqlite_harden(sqlite3 *database) {
    int rc = sqlite3_db_config(database, SQLITE_DBCONFIG_DQS_DML, 0, (int *)0);
    if (!rc) rc = sqlite3_db_config(database, SQLITE_DBCONFIG_DQS_DDL, 0, (int *)0);
    if (!rc) rc = sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0);
    if (!rc) rc = sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, (int *)0);
    return rc;
}

/// The destructor that tells SQLite to copy what is bound.
static inline sqlite3_destructor_type plumb_sqlite_copies(void) { return SQLITE_TRANSIENT; }
