/// Scopes of OAuth by the short names that `gcloud` has for them.
///
/// Source: the reference of `gcloud compute instances create`, `--scopes`.
enum OAuthScope {
    static func address(_ name: String) -> String {
        names[name].map { "https://www.googleapis.com/auth/" + $0 } ?? name
    }

    private static let names = [
        "bigquery": "bigquery", "cloud-platform": "cloud-platform",
        "cloud-source-repos": "source.full_control",
        "cloud-source-repos-ro": "source.read_only", "compute-ro": "compute.readonly",
        "compute-rw": "compute",
        "datastore": "datastore", "logging-write": "logging.write", "monitoring": "monitoring",
        "monitoring-read": "monitoring.read", "monitoring-write": "monitoring.write", "pubsub": "pubsub",
        "service-control": "servicecontrol", "service-management": "service.management.readonly",
        "sql": "sqlservice", "sql-admin": "sqlservice.admin", "storage-full": "devstorage.full_control",
        "storage-ro": "devstorage.read_only", "storage-rw": "devstorage.read_write", "taskqueue": "taskqueue",
        "trace": "trace.append", "useraccounts-ro": "cloud.useraccounts.readonly",
        "useraccounts-rw": "cloud.useraccounts", "userinfo-email": "userinfo.email",
    ]
}
