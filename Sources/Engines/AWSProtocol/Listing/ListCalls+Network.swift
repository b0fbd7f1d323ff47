extension ListCalls {
    static let network: [ListCall] = [
        of("aws_vpc", "DescribeVpcs", "vpcSet.item", "{vpcId}", "vpc"),
        of("aws_subnet", "DescribeSubnets", "subnetSet.item", "{subnetId}", "subnet"),
        of(
            "aws_security_group", "DescribeSecurityGroups", "securityGroupInfo.item", "{groupId}",
            "security-group", name: "{groupName}"),
        of("aws_route_table", "DescribeRouteTables", "routeTableSet.item", "{routeTableId}", "route-table"),
        of(
            "aws_internet_gateway", "DescribeInternetGateways", "internetGatewaySet.item",
            "{internetGatewayId}", "internet-gateway"),
        of(
            "aws_nat_gateway", "DescribeNatGateways", "natGatewaySet.item", "{natGatewayId}", "natgateway",
            parameters: living("state", ["pending", "available"])),
        of(
            "aws_eip", "DescribeAddresses", "addressesSet.item", "{allocationId}", "elastic-ip",
            name: "{publicIp}"),
        of("aws_network_acl", "DescribeNetworkAcls", "networkAclSet.item", "{networkAclId}", "network-acl"),
        of(
            "aws_vpc_endpoint", "DescribeVpcEndpoints", "vpcEndpointSet.item", "{vpcEndpointId}",
            "vpc-endpoint"),
        of(
            "aws_vpc_peering_connection", "DescribeVpcPeeringConnections", "vpcPeeringConnectionSet.item",
            "{vpcPeeringConnectionId}", "vpc-peering-connection",
            parameters: living(
                "status-code", ["initiating-request", "pending-acceptance", "provisioning", "active"])),
        of(
            "aws_vpc_dhcp_options", "DescribeDhcpOptions", "dhcpOptionsSet.item", "{dhcpOptionsId}",
            "dhcp-options"),
        of(
            "aws_network_interface", "DescribeNetworkInterfaces", "networkInterfaceSet.item",
            "{networkInterfaceId}", "network-interface"),
        of(
            "aws_ec2_transit_gateway", "DescribeTransitGateways", "transitGatewaySet.item",
            "{transitGatewayId}", "transit-gateway",
            parameters: living("state", ["pending", "available", "modifying"])),
        of("aws_vpn_gateway", "DescribeVpnGateways", "vpnGatewaySet.item", "{vpnGatewayId}", "vpn-gateway"),
        of(
            "aws_customer_gateway", "DescribeCustomerGateways", "customerGatewaySet.item",
            "{customerGatewayId}", "customer-gateway"),
        of("aws_flow_log", "DescribeFlowLogs", "flowLogSet.item", "{flowLogId}", "vpc-flow-log"),
        of(
            "aws_ec2_managed_prefix_list", "DescribeManagedPrefixLists", "prefixListSet.item",
            "{prefixListId}", "prefix-list", name: "{prefixListName}"),
        ListCall(
            "aws_lb", balancing, "DescribeLoadBalancers", "LoadBalancers.member",
            id: "{LoadBalancerArn}", name: "{LoadBalancerName}", arn: "{LoadBalancerArn}"),
        ListCall(
            "aws_lb_target_group", balancing, "DescribeTargetGroups", "TargetGroups.member",
            id: "{TargetGroupArn}", name: "{TargetGroupName}", arn: "{TargetGroupArn}"),
        ListCall(
            "aws_elb", classicBalancing, "DescribeLoadBalancers", "LoadBalancerDescriptions.member",
            id: "{LoadBalancerName}", name: "{LoadBalancerName}",
            arn: "arn:aws:elasticloadbalancing:{@region}:{@account}:loadbalancer/{LoadBalancerName}"),
        ListCall(
            "aws_route53_zone", names, "ListHostedZones", "HostedZones.HostedZone", id: "{Id|last}",
            name: "{Name}", arn: "arn:aws:route53:::hostedzone/{Id|last}", path: "/2013-04-01/hostedzone"),
        ListCall(
            "aws_route53_health_check", names, "ListHealthChecks", "HealthChecks.HealthCheck",
            id: "{Id}", arn: "arn:aws:route53:::healthcheck/{Id}", path: "/2013-04-01/healthcheck"),
        ListCall(
            "aws_cloudfront_distribution", delivery, "ListDistributions", "Items.DistributionSummary",
            id: "{Id}", name: "{DomainName}", arn: "{ARN}", path: "/2020-05-31/distribution"),
        ListCall(
            "aws_api_gateway_rest_api", gateway, "GetRestApis", "item", id: "{id}", name: "{name}",
            arn: "arn:aws:apigateway:{@region}::/restapis/{id}", tags: "tags", path: "/restapis"),
        ListCall(
            "aws_apigatewayv2_api", httpGateway, "GetApis", "items", id: "{apiId}", name: "{name}",
            arn: "arn:aws:apigateway:{@region}::/apis/{apiId}", tags: "tags", path: "/v2/apis"),
    ]

    /// One of EC2's own, which are all told alike.
    static func of(
        _ type: String, _ operation: String, _ items: String, _ id: String, _ kind: String, name: String = "",
        importID: String? = nil, parameters: [String: String] = [:]
    ) -> ListCall {
        ListCall(
            type, ec2, operation, items, id: id, name: name,
            arn: "arn:aws:ec2:{@region}:{@account}:\(kind)/\(id)", importID: importID, tags: "tagSet.item",
            parameters: .init(parameters.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) }))
    }

    /// EC2 lists what was deleted for an hour more, unless the states are named.
    static func living(_ filter: String, _ states: [String]) -> [String: String] {
        var parameters = ["Filter.1.Name": filter]
        for (index, state) in states.enumerated() { parameters["Filter.1.Value.\(index + 1)"] = state }
        return parameters
    }

    private static let balancing = ListedService(
        "elasticloadbalancing", .query, "2015-12-01", token: ("Marker", "NextMarker"))
    private static let classicBalancing = ListedService(
        "elasticloadbalancing", .query, "2012-06-01", token: ("Marker", "NextMarker"))
    private static let names = ListedService(
        "route53", .restXML, "2013-04-01", isGlobal: true, token: ("marker", "NextMarker"))
    private static let delivery = ListedService(
        "cloudfront", .restXML, "2020-05-31", isGlobal: true, token: ("Marker", "NextMarker"))
    private static let gateway = ListedService("apigateway", .restJSON, token: ("position", "position"))
    private static let httpGateway = ListedService("apigateway", .restJSON, token: ("nextToken", "nextToken"))
}
