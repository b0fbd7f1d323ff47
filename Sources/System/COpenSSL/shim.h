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

/// A key of its numbers, big-endian; the private ones may be left out (null). Null when they are no key.
static inline BIGNUM *plumb_number(const unsigned char *bytes, size_t length) {
    return bytes ? BN_bin2bn(bytes, (int)length, 0) : 0;
}
static inline EVP_PKEY *plumb_key_of(const char *type, OSSL_PARAM *parameters, int is_private) {
    EVP_PKEY *key = 0;
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(0, type, 0);
    if (context && parameters && EVP_PKEY_fromdata_init(context) == 1)
        EVP_PKEY_fromdata(context, &key, is_private ? EVP_PKEY_KEYPAIR : EVP_PKEY_PUBLIC_KEY, parameters);
    EVP_PKEY_CTX_free(context);
    return key;
}
/// Eight numbers in the order n, e, d, p, q, dp, dq, qi; from the third on they may be null.
static inline EVP_PKEY *plumb_rsa_key(const unsigned char *const *bytes, const size_t *lengths) {
    static const char *const names[] = {
        OSSL_PKEY_PARAM_RSA_N, OSSL_PKEY_PARAM_RSA_E, OSSL_PKEY_PARAM_RSA_D, OSSL_PKEY_PARAM_RSA_FACTOR1,
        OSSL_PKEY_PARAM_RSA_FACTOR2, OSSL_PKEY_PARAM_RSA_EXPONENT1, OSSL_PKEY_PARAM_RSA_EXPONENT2,
        OSSL_PKEY_PARAM_RSA_COEFFICIENT1};
    BIGNUM *numbers[8] = {0};
    OSSL_PARAM_BLD *build = OSSL_PARAM_BLD_new();
    int good = build != 0;
    for (int i = 0; good && i < 8; i++) {
        if (!bytes[i]) continue;
        numbers[i] = plumb_number(bytes[i], lengths[i]);
        good = numbers[i] && OSSL_PARAM_BLD_push_BN(build, names[i], numbers[i]);
    }
    OSSL_PARAM *parameters = good ? OSSL_PARAM_BLD_to_param(build) : 0;
    EVP_PKEY *key = parameters ? plumb_key_of("RSA", parameters, bytes[2] != 0) : 0;
    OSSL_PARAM_free(parameters);
    OSSL_PARAM_BLD_free(build);
    for (int i = 0; i < 8; i++) BN_clear_free(numbers[i]);
    return key;
}
/// A point of a named curve, uncompressed, and the private number or null.
static inline EVP_PKEY *plumb_curve_key(const char *curve, const unsigned char *point, size_t length,
                                        const unsigned char *secret, size_t secret_length) {
    BIGNUM *number = plumb_number(secret, secret_length);
    OSSL_PARAM_BLD *build = OSSL_PARAM_BLD_new();
    int good = build && OSSL_PARAM_BLD_push_utf8_string(build, OSSL_PKEY_PARAM_GROUP_NAME, curve, 0) &&
               OSSL_PARAM_BLD_push_octet_string(build, OSSL_PKEY_PARAM_PUB_KEY, point, length);
    if (good && number) good = OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_PRIV_KEY, number);
    OSSL_PARAM *parameters = good ? OSSL_PARAM_BLD_to_param(build) : 0;
    EVP_PKEY *key = parameters ? plumb_key_of("EC", parameters, number != 0) : 0;
    OSSL_PARAM_free(parameters);
    OSSL_PARAM_BLD_free(build);
    BN_clear_free(number);
    return key;
}
/// Chooses RSA's padding of a signature under way: PSS with salts as long as the digest.
static inline int plumb_use_pss(EVP_PKEY_CTX *context, int verifies) {
    return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1 &&
           EVP_PKEY_CTX_set_rsa_pss_saltlen(context, verifies ? RSA_PSS_SALTLEN_AUTO : RSA_PSS_SALTLEN_DIGEST) == 1;
}
/// Whether the first certificate's chain, through the middle ones, ends in the last one; 1, 0, or -1 when
/// one cannot be read. `usage` is a bit set of extended usages of which one must be there; 0 asks for none.
static inline int plumb_chain_holds(const unsigned char *const *certificates, const long *lengths, int count,
                                    const char *host, long long moment, int purpose) {
    X509 *all[64] = {0};
    int answer = -1, good = count > 0 && count <= 64;
    X509_STORE *roots = X509_STORE_new();
    STACK_OF(X509) *middle = sk_X509_new_null();
    X509_STORE_CTX *context = X509_STORE_CTX_new();
    good = good && roots && middle && context;
    for (int i = 0; good && i < count; i++) {
        const unsigned char *bytes = certificates[i];
        all[i] = d2i_X509(0, &bytes, lengths[i]);
        good = all[i] != 0;
    }
    if (good) {
        X509_STORE_add_cert(roots, all[count - 1]);
        for (int i = 1; i + 1 < count; i++) sk_X509_push(middle, all[i]);
        good = X509_STORE_CTX_init(context, roots, all[0], middle) == 1;
    }
    if (good) {
        X509_VERIFY_PARAM *parameters = X509_STORE_CTX_get0_param(context);
        X509_VERIFY_PARAM_set_flags(parameters, X509_V_FLAG_PARTIAL_CHAIN);
        X509_VERIFY_PARAM_set_time(parameters, (time_t)moment);
        if (host && *host) X509_VERIFY_PARAM_set1_host(parameters, host, 0);
        if (purpose) X509_VERIFY_PARAM_set_purpose(parameters, purpose);
        answer = X509_verify_cert(context) == 1;
    }
    ERR_clear_error();
    X509_STORE_CTX_free(context);
    sk_X509_free(middle);
    X509_STORE_free(roots);
    for (int i = 0; i < count && i < 64; i++) X509_free(all[i]);
    return answer;
}

/// Asks clients for certificates of the authorities in a PEM file; 1, or 0 when those can't be read.
static inline int plumb_ssl_ask_clients(SSL_CTX *context, const char *authorities, int requires) {
    STACK_OF(X509_NAME) *names = SSL_load_client_CA_file(authorities);
    if (!names || SSL_CTX_load_verify_locations(context, authorities, 0) != 1) {
        sk_X509_NAME_pop_free(names, X509_NAME_free);
        return 0;
    }
    SSL_CTX_set_client_CA_list(context, names);
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER | (requires ? SSL_VERIFY_FAIL_IF_NO_PEER_CERT : 0), 0);
    SSL_CTX_set_session_id_context(context, (const unsigned char *)"plumb", 5);
    return 1;
}
/// The verified peer's subject as RFC 2253 writes it, in ASCII, and the SHA-256 digest of its certificate;
/// the length of the subject, or -1 for a peer without a certificate.
static inline int plumb_ssl_peer(const SSL *ssl, char *subject, size_t room, unsigned char *digest) {
    X509 *peer = SSL_get1_peer_certificate(ssl);
    int length = -1;
    if (!peer) return -1;
    BIO *text = BIO_new(BIO_s_mem());
    unsigned int size = 32;
    if (text && SSL_get_verify_result(ssl) == X509_V_OK && X509_digest(peer, EVP_sha256(), digest, &size) == 1 &&
        X509_NAME_print_ex(text, X509_get_subject_name(peer), 0, XN_FLAG_RFC2253) >= 0) {
        char *start = 0;
        long count = BIO_get_mem_data(text, &start);
        if (count >= 0 && (size_t)count <= room) {
            for (long i = 0; i < count; i++) subject[i] = start[i];
            length = (int)count;
        }
    }
    BIO_free(text);
    X509_free(peer);
    return length;
}
