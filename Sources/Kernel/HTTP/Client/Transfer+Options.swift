import CCurl
import Faults

extension Transfer {
    /// Sets every option of the handle; faults with `invalid` for what could not be sent safely.
    func prepare(_ handle: UnsafeMutableRawPointer, _ client: ClientConfiguration) throws(Fault) {
        guard !request.url.isEmpty, request.url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw .badURL
        }
        guard !request.method.isEmpty, request.method.utf8.allSatisfy(isTokenByte) else {
            throw Fault(.invalid, "http.bad_method", "The request's method is not a token.")
        }
        let length = try openSource()
        plumb_curl_text(handle, CURLOPT_URL, request.url)
        plumb_curl_text(handle, CURLOPT_PROTOCOLS_STR, "http,https")
        plumb_curl_text(handle, CURLOPT_REDIR_PROTOCOLS_STR, "http,https")
        plumb_curl_text(handle, CURLOPT_USERAGENT, client.userAgent)
        plumb_curl_text(handle, CURLOPT_PROXY, client.proxy ?? "")
        if let bundle = client.caBundle { plumb_curl_text(handle, CURLOPT_CAINFO, bundle) }
        plumb_curl_long(handle, CURLOPT_HTTP_VERSION, 2)  // CURL_HTTP_VERSION_1_1
        plumb_curl_long(handle, CURLOPT_SSLVERSION, 6)  // CURL_SSLVERSION_TLSv1_2, or later
        plumb_curl_long(handle, CURLOPT_NOSIGNAL, 1)
        plumb_curl_long(handle, CURLOPT_PATH_AS_IS, 1)
        plumb_curl_long(handle, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        plumb_curl_long(handle, CURLOPT_CONNECTTIMEOUT_MS, max(1, Int(client.connectTimeout.milliseconds)))
        plumb_curl_long(handle, CURLOPT_FOLLOWLOCATION, request.followRedirects ? 1 : 0)
        plumb_curl_long(handle, CURLOPT_MAXREDIRS, 5)
        if let addressGuard = client.addressGuard { guardAddresses(handle, by: addressGuard) }
        setMethod(handle, length)
        try setFields(handle)
        let context = Unmanaged.passUnretained(self).toOpaque()
        plumb_curl_callback(handle, CURLOPT_HEADERFUNCTION, takeHeaderLine)
        plumb_curl_pointer(handle, CURLOPT_HEADERDATA, context)
        plumb_curl_callback(handle, CURLOPT_WRITEFUNCTION, takeBodyPart)
        plumb_curl_pointer(handle, CURLOPT_WRITEDATA, context)
        plumb_curl_callback(handle, CURLOPT_READFUNCTION, fillUploadPart)
        plumb_curl_pointer(handle, CURLOPT_READDATA, context)
        plumb_curl_on_seek(handle, seekUploadTo)
        plumb_curl_pointer(handle, CURLOPT_SEEKDATA, context)
    }

    /// POST stays curl's own method, so that it can become GET on a redirect (RFC 9110, 15.4).
    private func setMethod(_ handle: UnsafeMutableRawPointer, _ length: Int?) {
        switch (request.method, length) {
        case ("GET", nil): plumb_curl_long(handle, CURLOPT_HTTPGET, 1)
        case ("HEAD", nil): plumb_curl_long(handle, CURLOPT_NOBODY, 1)
        case ("POST", let length?):
            plumb_curl_long(handle, CURLOPT_POST, 1)
            plumb_curl_large(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(length))
        case (let method, let length?):
            plumb_curl_long(handle, CURLOPT_UPLOAD, 1)
            plumb_curl_large(handle, CURLOPT_INFILESIZE_LARGE, curl_off_t(length))
            if method != "PUT" { plumb_curl_text(handle, CURLOPT_CUSTOMREQUEST, method) }
        case (let method, nil): plumb_curl_text(handle, CURLOPT_CUSTOMREQUEST, method)
        }
    }

    private func setFields(_ handle: UnsafeMutableRawPointer) throws(Fault) {
        // Without these lines curl would add an expectation, and a form's type to every POST.
        var lines = ["Expect:"]
        if request.headers["Content-Type"] == nil { lines.append("Content-Type:") }
        for (name, value) in request.headers {
            if sameName(name, "Content-Length") || sameName(name, "Transfer-Encoding") { continue }
            guard isSafeField(name, value) else {
                throw Fault(.invalid, "http.bad_header", "A header field of the request cannot be sent.")
            }
            lines.append(value.isEmpty ? "\(name);" : "\(name): \(value)")
        }
        for line in lines { fields = curl_slist_append(fields, line) }
        plumb_curl_list(handle, CURLOPT_HTTPHEADER, fields)
    }
}

/// The transfer that curl calls for; it is kept in the engine's table while its handle is in use.
private func transfer(_ context: UnsafeMutableRawPointer?) -> Transfer? {
    context.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
}

private func takeHeaderLine(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    transfer(context)?.takeHeader(UnsafeRawBufferPointer(start: bytes, count: size * count))
    return size * count
}

private func takeBodyPart(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    transfer(context)?.takeBody(UnsafeRawBufferPointer(start: bytes, count: size * count)) ?? 0
}

private func fillUploadPart(
    _ room: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    transfer(context)?.fillUpload(UnsafeMutableRawBufferPointer(start: room, count: size * count)) ?? 0
}

private func seekUploadTo(_ context: UnsafeMutableRawPointer?, _ offset: curl_off_t, _: Int32) -> Int32 {
    transfer(context)?.seekUpload(Int(offset)) == true ? CURL_SEEKFUNC_OK : CURL_SEEKFUNC_FAIL
}
