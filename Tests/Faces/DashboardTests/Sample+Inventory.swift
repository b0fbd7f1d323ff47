import Bus
import Faults
import Foundation
import InventoryAPI
import Vocabulary

@testable import Dashboard

/// A network that is in code, a bucket that is not, and a disk in another cloud.
extension Sample {
    var managedAsset: AssetID { fixed(0xa1) }
    var unmanagedAsset: AssetID { fixed(0xa2) }

    var assets: [Asset] {
        let seen = Timestamp(milliseconds: now.milliseconds - 3_600_000)
        return [
            Asset(
                id: managedAsset, provider: "aws", account: "123456789012", region: "eu-west-1",
                type: "aws_vpc", resource: "vpc-1", name: text("main"),
                arn: "arn:aws:ec2:eu-west-1:123456789012:vpc/vpc-1", importID: "vpc-1",
                tags: ["Name": text("main")], firstSeen: seen, lastSeen: now, workspace: staging,
                address: text("aws_vpc.main")),
            Asset(
                id: unmanagedAsset, provider: "aws", account: "123456789012", region: "global",
                type: "aws_s3_bucket", resource: text("by-hand"), name: text("by-hand"), arn: nil,
                importID: "by-hand", tags: [:], firstSeen: seen, lastSeen: now, workspace: nil,
                address: nil),
            Asset(
                id: fixed(0xa3), provider: "azure", account: "a", region: "westeurope",
                type: "azurerm_managed_disk",
                resource: "/subscriptions/a/resourceGroups/g/providers/Microsoft.Compute/disks/d", name: "d",
                arn: nil,
                importID: "/subscriptions/a/resourceGroups/g/providers/Microsoft.Compute/disks/d",
                tags: [:], firstSeen: seen, lastSeen: now, workspace: nil, address: nil),
        ]
    }

    func answerInventory() {
        query(ListAssets.self) { [self] (request) throws(Fault) in
            let found = assets.filter { asset in
                (request.provider == nil || asset.provider == request.provider)
                    && (request.type == nil || asset.type == request.type)
                    && (request.region == nil || asset.region == request.region)
                    && (request.workspace == nil || asset.workspace == request.workspace)
                    && (request.managed == nil || (asset.workspace != nil) == request.managed)
            }
            return page(found)
        }
        query(GetAsset.self) { [self] (request) throws(Fault) in
            guard let found = assets.first(where: { $0.id == request.asset }) else {
                throw .unknown("asset")
            }
            return found
        }
        query(ListRelationships.self) { [self] (request) throws(Fault) in
            page(
                request.asset == managedAsset
                    ? [
                        Relationship(
                            kind: "inNetwork", from: unmanagedAsset, to: managedAsset, target: "vpc-1"),
                        Relationship(kind: "guardedBy", from: managedAsset, to: nil, target: text("sg-1")),
                    ] : [])
        }
        query(GetCoverage.self) { [self] (request) throws(Fault) in
            let own = assets.filter { !isEmpty && $0.provider == request.provider }
            let managed = own.count { $0.workspace != nil }
            return AssetCoverage(
                assets: own.count, managed: managed, percent: managed * 100 / max(1, own.count),
                types: own.map { asset in
                    let isManaged = asset.workspace != nil
                    return AssetCoverage.OfType(
                        type: asset.type, assets: 1, managed: isManaged ? 1 : 0,
                        percent: isManaged ? 100 : 0)
                })
        }
        command(Discover.self) { (_) throws(Fault) in Sample.ticket("inventory", UUIDv7.next().text) }
        query(ListDiscoveries.self) { [self] (_) throws(Fault) in
            page([
                Discovery(
                    id: fixed(0xb3), provider: "aws", connection: Slug("main")!, region: "all",
                    account: nil, status: .running, started: now, ended: nil, found: 0, listings: [],
                    failure: nil),
                Discovery(
                    id: fixed(0xb1), provider: "aws", connection: Slug("main")!, region: "eu-west-1",
                    account: "123456789012", status: .completed, started: now, ended: now, found: 2,
                    listings: [
                        Listing(
                            type: "aws_vpc", region: "eu-west-1", outcome: .listed, found: 1, throttled: 0,
                            reason: nil),
                        Listing(
                            type: "aws_sqs_queue", region: "eu-west-1", outcome: .denied, found: 0,
                            throttled: 0, reason: text("not yours")),
                    ], failure: nil),
                Discovery(
                    id: fixed(0xb2), provider: "azure", connection: Slug("azure")!, region: "all",
                    account: nil, status: .failed, started: now, ended: now, found: 0, listings: [],
                    failure: text("The cloud gives no token.")),
            ])
        }
    }
}
