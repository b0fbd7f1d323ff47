import Archives

extension Archive {
    /// An uploaded configuration, without what belongs to its author's machine.
    static let configuration = Archive(code: "deployments.bad_archive") { path in
        let steps = path.split(separator: "/")
        return steps.contains(".terraform") || steps.contains(".git")
            || ["terraform.tfstate", "terraform.tfstate.backup", "errored.tfstate"].contains(
                steps.last.map(String.init))
    }
}
