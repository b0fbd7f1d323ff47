#pragma once
#include <curl/curl.h>

// curl's options are variadic macros, which Swift does not import.
typedef size_t (*plumb_curl_bytes)(char *, size_t, size_t, void *);
typedef int (*plumb_curl_seek)(void *, curl_off_t, int);
typedef int (*plumb_curl_socket)(CURL *, curl_socket_t, int, void *, void *);
typedef int (*plumb_curl_timer)(CURLM *, long, void *);

static inline CURLcode plumb_curl_long(CURL *it, CURLoption option, long value) {
    return curl_easy_setopt(it, option, value);
}
static inline CURLcode plumb_curl_large(CURL *it, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(it, option, value);
}
static inline CURLcode plumb_curl_text(CURL *it, CURLoption option, const char *value) {
    return curl_easy_setopt(it, option, value);
}
static inline CURLcode plumb_curl_pointer(CURL *it, CURLoption option, void *value) {
    return curl_easy_setopt(it, option, value);
}
static inline CURLcode plumb_curl_list(CURL *it, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(it, option, value);
}
/// One callback for CURLOPT_WRITEFUNCTION, CURLOPT_HEADERFUNCTION or CURLOPT_READFUNCTION.
static inline CURLcode plumb_curl_callback(CURL *it, CURLoption option, plumb_curl_bytes callback) {
    return curl_easy_setopt(it, option, callback);
}
static inline CURLcode plumb_curl_on_seek(CURL *it, plumb_curl_seek callback) {
    return curl_easy_setopt(it, CURLOPT_SEEKFUNCTION, callback);
}
static inline CURLcode plumb_curl_on_socket(CURL *it, curl_opensocket_callback callback) {
    return curl_easy_setopt(it, CURLOPT_OPENSOCKETFUNCTION, callback);
}
static inline long plumb_curl_status(CURL *it) {
    long status = 0;
    curl_easy_getinfo(it, CURLINFO_RESPONSE_CODE, &status);
    return status;
}
static inline void *plumb_curl_private(CURL *it) {
    char *value = 0;
    curl_easy_getinfo(it, CURLINFO_PRIVATE, &value);
    return value;
}
static inline CURLMcode plumb_curl_multi_long(CURLM *multi, CURLMoption option, long value) {
    return curl_multi_setopt(multi, option, value);
}
static inline CURLMcode plumb_curl_multi_on_socket(CURLM *multi, plumb_curl_socket callback, void *context) {
    curl_multi_setopt(multi, CURLMOPT_SOCKETDATA, context);
    return curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, callback);
}
static inline CURLMcode plumb_curl_multi_on_timer(CURLM *multi, plumb_curl_timer callback, void *context) {
    curl_multi_setopt(multi, CURLMOPT_TIMERDATA, context);
    return curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, callback);
}
static inline CURLcode plumb_curl_result(CURLMsg *message) { return message->data.result; }
