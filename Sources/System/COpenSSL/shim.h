#pragma once
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

// Macros of OpenSSL that Swift does not import.
static inline int plumb_ssl_min_version(SSL_CTX *context, int version) {
    return (int)SSL_CTX_set_min_proto_version(context, version);
}
static inline long plumb_ssl_mode(SSL_CTX *context, long mode) { return SSL_CTX_set_mode(context, mode); }
static inline int plumb_ssl_server_name(SSL *ssl, const char *name) {
    return (int)SSL_set_tlsext_host_name(ssl, name);
}
/// A macro of casts that Swift does not import.
static inline int plumb_public_key_selection(void) { return EVP_PKEY_PUBLIC_KEY; }

/// Parameters keep the addresses of their names, which only C's literals hold still. Free them with
/// OSSL_PARAM_free; null when there is no memory.
static inline OSSL_PARAM *plumb_rsa_parameters(BIGNUM *modulus, BIGNUM *exponent) {
    OSSL_PARAM_BLD *build = OSSL_PARAM_BLD_new();
    OSSL_PARAM *made = 0;
    if (build && OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_RSA_N, modulus) &&
        OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_RSA_E, exponent))
        made = OSSL_PARAM_BLD_to_param(build);
    OSSL_PARAM_BLD_free(build);
    return made;
}

/// As above, for an uncompressed point.
static inline OSSL_PARAM *plumb_p256_parameters(const unsigned char *point, size_t length) {
    OSSL_PARAM_BLD *build = OSSL_PARAM_BLD_new();
    OSSL_PARAM *made = 0;
    if (build && OSSL_PARAM_BLD_push_utf8_string(build, OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0) &&
        OSSL_PARAM_BLD_push_octet_string(build, OSSL_PKEY_PARAM_PUB_KEY, point, length))
        made = OSSL_PARAM_BLD_to_param(build);
    OSSL_PARAM_BLD_free(build);
    return made;
}
