extension ListCalls {
    static let machines: [ListCall] = [
        of(
            "aws_instance", "DescribeInstances", "reservationSet.item.instancesSet.item", "{instanceId}",
            "instance",
            parameters: living("instance-state-name", ["pending", "running", "stopping", "stopped"])),
        of("aws_ebs_volume", "DescribeVolumes", "volumeSet.item", "{volumeId}", "volume"),
        of(
            "aws_ebs_snapshot", "DescribeSnapshots", "snapshotSet.item", "{snapshotId}", "snapshot",
            parameters: ["Owner.1": "self"]),
        of(
            "aws_ami", "DescribeImages", "imagesSet.item", "{imageId}", "image", name: "{name}",
            parameters: ["Owner.1": "self"]),
        of("aws_key_pair", "DescribeKeyPairs", "keySet.item", "{keyName}", "key-pair", name: "{keyName}"),
        of(
            "aws_launch_template", "DescribeLaunchTemplates", "launchTemplates.item", "{launchTemplateId}",
            "launch-template", name: "{launchTemplateName}"),
        of(
            "aws_placement_group", "DescribePlacementGroups", "placementGroupSet.item", "{groupName}",
            "placement-group", name: "{groupName}"),
        ListCall(
            "aws_autoscaling_group", scaling, "DescribeAutoScalingGroups", "AutoScalingGroups.member",
            id: "{AutoScalingGroupName}", name: "{AutoScalingGroupName}", arn: "{AutoScalingGroupARN}",
            tags: "Tags.member"),
        ListCall(
            "aws_launch_configuration", scaling, "DescribeLaunchConfigurations",
            "LaunchConfigurations.member", id: "{LaunchConfigurationName}",
            name: "{LaunchConfigurationName}", arn: "{LaunchConfigurationARN}"),
        ListCall(
            "aws_ecs_cluster", containers, "ListClusters", "clusterArns", id: "{.}", name: "{.|last}",
            arn: "{.}", importID: "{.|last}"),
        ListCall(
            "aws_ecr_repository", registry, "DescribeRepositories", "repositories",
            id: "{repositoryName}", name: "{repositoryName}", arn: "{repositoryArn}"),
        ListCall(
            "aws_eks_cluster", kubernetes, "ListClusters", "clusters", id: "{.}", name: "{.}",
            arn: "arn:aws:eks:{@region}:{@account}:cluster/{.}", path: "/clusters"),
        ListCall(
            "aws_lambda_function", functions, "ListFunctions", "Functions", id: "{FunctionName}",
            name: "{FunctionName}", arn: "{FunctionArn}", path: "/2015-03-31/functions/"),
        ListCall(
            "aws_lambda_event_source_mapping", functions, "ListEventSourceMappings",
            "EventSourceMappings", id: "{UUID}", path: "/2015-03-31/event-source-mappings/"),
        ListCall(
            "aws_batch_job_queue", batch, "POST DescribeJobQueues", "jobQueues", id: "{jobQueueArn}",
            name: "{jobQueueName}", arn: "{jobQueueArn}", tags: "tags", path: "/v1/describejobqueues"),
        ListCall(
            "aws_batch_compute_environment", batch, "POST DescribeComputeEnvironments",
            "computeEnvironments", id: "{computeEnvironmentName}", name: "{computeEnvironmentName}",
            arn: "{computeEnvironmentArn}", tags: "tags", path: "/v1/describecomputeenvironments"),
    ]

    private static let scaling = ListedService(
        "autoscaling", .query, "2011-01-01", token: ("NextToken", "NextToken"))
    private static let containers = ListedService(
        "ecs", .json, "AmazonEC2ContainerServiceV20141113", token: ("nextToken", "nextToken"))
    private static let registry = ListedService(
        "api.ecr", .json, "AmazonEC2ContainerRegistry_V20150921", signing: "ecr",
        token: ("nextToken", "nextToken"))
    private static let kubernetes = ListedService("eks", .restJSON, token: ("nextToken", "nextToken"))
    private static let functions = ListedService("lambda", .restJSON, token: ("Marker", "NextMarker"))
    private static let batch = ListedService("batch", .restJSON, token: ("nextToken", "nextToken"))
}
