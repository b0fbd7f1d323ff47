extension ListCalls {
    static let storage: [ListCall] = [
        ListCall(
            "aws_s3_bucket", buckets, "ListBuckets", "Buckets.Bucket", id: "{Name}", name: "{Name}",
            arn: "arn:aws:s3:::{Name}"),
        ListCall(
            "aws_dynamodb_table", tables, "ListTables", "TableNames", id: "{.}", name: "{.}",
            arn: "arn:aws:dynamodb:{@region}:{@account}:table/{.}"),
        ListCall(
            "aws_db_instance", databases, "DescribeDBInstances", "DBInstances.DBInstance",
            id: "{DBInstanceIdentifier}", name: "{DBInstanceIdentifier}", arn: "{DBInstanceArn}",
            tags: "TagList.Tag"),
        ListCall(
            "aws_rds_cluster", databases, "DescribeDBClusters", "DBClusters.DBCluster",
            id: "{DBClusterIdentifier}", name: "{DBClusterIdentifier}", arn: "{DBClusterArn}",
            tags: "TagList.Tag"),
        ListCall(
            "aws_db_subnet_group", databases, "DescribeDBSubnetGroups", "DBSubnetGroups.DBSubnetGroup",
            id: "{DBSubnetGroupName}", name: "{DBSubnetGroupName}", arn: "{DBSubnetGroupArn}"),
        ListCall(
            "aws_db_parameter_group", databases, "DescribeDBParameterGroups",
            "DBParameterGroups.DBParameterGroup", id: "{DBParameterGroupName}",
            name: "{DBParameterGroupName}", arn: "{DBParameterGroupArn}"),
        ListCall(
            "aws_elasticache_cluster", caches, "DescribeCacheClusters", "CacheClusters.CacheCluster",
            id: "{CacheClusterId}", name: "{CacheClusterId}", arn: "{ARN}"),
        ListCall(
            "aws_redshift_cluster", warehouses, "DescribeClusters", "Clusters.Cluster",
            id: "{ClusterIdentifier}", name: "{ClusterIdentifier}",
            arn: "arn:aws:redshift:{@region}:{@account}:cluster:{ClusterIdentifier}", tags: "Tags.Tag"),
        ListCall(
            "aws_efs_file_system", files, "DescribeFileSystems", "FileSystems", id: "{FileSystemId}",
            name: "{Name}", arn: "{FileSystemArn}", tags: "Tags", path: "/2015-02-01/file-systems"),
        ListCall(
            "aws_backup_vault", backups, "ListBackupVaults", "BackupVaultList", id: "{BackupVaultName}",
            name: "{BackupVaultName}", arn: "{BackupVaultArn}", path: "/backup-vaults/"),
    ]

    private static let buckets = ListedService(
        "s3", .restXML, "2006-03-01", isGlobal: true, token: ("continuation-token", "ContinuationToken"))
    private static let tables = ListedService(
        "dynamodb", .json, "DynamoDB_20120810", jsonVersion: "1.0",
        token: ("ExclusiveStartTableName", "LastEvaluatedTableName"))
    private static let databases = ListedService("rds", .query, "2014-10-31", token: ("Marker", "Marker"))
    private static let caches = ListedService(
        "elasticache", .query, "2015-02-02", token: ("Marker", "Marker"))
    private static let warehouses = ListedService(
        "redshift", .query, "2012-12-01", token: ("Marker", "Marker"))
    private static let files = ListedService(
        "elasticfilesystem", .restJSON, token: ("Marker", "NextMarker"))
    private static let backups = ListedService("backup", .restJSON, token: ("nextToken", "NextToken"))
}
