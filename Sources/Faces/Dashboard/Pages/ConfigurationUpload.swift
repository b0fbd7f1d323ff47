import Bus
import DeploymentsAPI
import Faults
import HTTP
import TenantsAPI
import Vocabulary

extension Visitor {
    /// Runs a directory that is uploaded, packed.
    func uploadForm(_ workspace: Workspace) -> HTML {
        guard objects != nil else { return .nothing }
        return details {
            summary(text: "Upload a configuration")
            uploading(workspace.id.link(to: "upload")) {
                tick("upload-plan-only", "Only plan; apply nothing")
                FileField(
                    name: "archive", title: "Archive of the directory",
                    hint: "tar.gz, tar or zip with the .tf files at its top.",
                    accepts: ".tar.gz,.tgz,.tar,.zip,application/gzip,application/zip"
                ).drawn
                button(.type("submit"), text: "Upload and run")
            }
        }
    }

    func uploadConfiguration(_ id: WorkspaceID) async throws(Fault) -> Response {
        guard let objects else {
            throw Fault(.unsupported, "http.no_objects", "This process takes no uploads.")
        }
        // Who may not run here need not send a directory first.
        let workspace = try await scope.call(GetWorkspace(workspace: id))
        guard may("deployments:write", in: workspace) else { throw .needs("deployments:write") }
        let upload = try await Multipart(request)
        guard let file = upload.file else {
            throw Fault(
                .invalid, "dashboard.no_file", "Choose an archive of the directory: tar.gz, tar or zip.")
        }
        let blob = try await objects.put(pieces: file, tenant: try scope.tenant.text)
        let uploaded = try await scope.call(UploadConfiguration(content: blob))
        let ticket = try await scope(once: upload.form.once).start(
            Deploy(
                workspace: id, configuration: uploaded.configuration,
                planOnly: upload.form["upload-plan-only"] != nil))
        return .seeOther(Link("deployments", ticket.id))
    }
}
