/*
 * OpenSSL's own verdicts, many a second. Reads frames from standard input (length, then the question; all numbers are
 * big-endian and of 32 bits) and answers each with two numbers: the error of X509_verify_cert (0: accepted, 9001 and up:
 * below) and what the OCSP answer says (0: not asked, 1: good, others below). Compiled at the beginning of a run.
 */
#include <openssl/ocsp.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { NO_LEAF = 9001, NO_ANCHOR = 9002, NO_CRL = 9003, NO_CANDIDATE = 9004, NO_CONTEXT = 9005 };
enum { OCSP_NOT_ASKED, OCSP_GOOD, OCSP_UNREADABLE, OCSP_NOT_VERIFIED, OCSP_OTHER, OCSP_STALE, OCSP_NOT_GOOD };
enum { ASK_CRLS = 1, ASK_OCSP = 2, EXPLICIT_POLICY = 4, INHIBIT_MAP = 8, INHIBIT_ANY = 16, CLIENT = 32 };

static const unsigned char *at, *end;

static uint32_t number(void) {
  if (end - at < 4) exit(3);
  uint32_t value = (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
  at += 4;
  return value;
}

/* One object, to its last byte. */
#define ONE(Type, d2i)                                   \
  static Type *one_##Type(void) {                        \
    uint32_t length = number();                          \
    const unsigned char *start = at, *stop = at + length; \
    if (length > (size_t)(end - at)) exit(3);            \
    Type *object = d2i(NULL, &start, (long)length);      \
    at = stop;                                           \
    if (object != NULL && start != stop) {               \
      Type##_free(object);                               \
      return NULL;                                       \
    }                                                    \
    return object;                                       \
  }

ONE(X509, d2i_X509)
ONE(X509_CRL, d2i_X509_CRL)
ONE(OCSP_RESPONSE, d2i_OCSP_RESPONSE)

#define MANY(Type)                                                   \
  static STACK_OF(Type) * many_##Type(int *unreadable) {             \
    STACK_OF(Type) *objects = sk_##Type##_new_null();                \
    for (uint32_t count = number(); count > 0; count--) {            \
      Type *object = one_##Type();                                   \
      if (object == NULL) *unreadable = 1;                           \
      else sk_##Type##_push(objects, object);                        \
    }                                                                \
    return objects;                                                  \
  }

MANY(X509)
MANY(X509_CRL)

static X509_VERIFY_PARAM *parameters(uint32_t asked, time_t when, int with_crls) {
  X509_VERIFY_PARAM *param = X509_VERIFY_PARAM_new();
  unsigned long flags = X509_V_FLAG_POLICY_CHECK | X509_V_FLAG_PARTIAL_CHAIN;
  if (with_crls) {
    flags |= X509_V_FLAG_CRL_CHECK | X509_V_FLAG_CRL_CHECK_ALL | X509_V_FLAG_EXTENDED_CRL_SUPPORT | X509_V_FLAG_USE_DELTAS;
  }
  if (asked & EXPLICIT_POLICY) flags |= X509_V_FLAG_EXPLICIT_POLICY;
  if (asked & INHIBIT_MAP) flags |= X509_V_FLAG_INHIBIT_MAP;
  if (asked & INHIBIT_ANY) flags |= X509_V_FLAG_INHIBIT_ANY;
  X509_VERIFY_PARAM_set_flags(param, flags);
  X509_VERIFY_PARAM_set_time(param, when);
  X509_VERIFY_PARAM_set_depth(param, 100);
  if (asked & CLIENT) X509_VERIFY_PARAM_set_purpose(param, X509_PURPOSE_SSL_CLIENT);
  return param;
}

/* An anchor is trusted by decision: nothing that is published revokes it (RFC 5280 section 6.1). */
static int not_the_anchor(int accepted, X509_STORE_CTX *context) {
  int anchor = sk_X509_num(X509_STORE_CTX_get0_chain(context)) - 1;
  if (accepted || X509_STORE_CTX_get_error_depth(context) != anchor || anchor == 0) return accepted;
  switch (X509_STORE_CTX_get_error(context)) {
    case X509_V_ERR_CERT_REVOKED:
    case X509_V_ERR_UNABLE_TO_GET_CRL:
    case X509_V_ERR_DIFFERENT_CRL_SCOPE:
      X509_STORE_CTX_set_error(context, X509_V_OK);
      return 1;
    default:
      return 0;
  }
}

static uint32_t verify(X509 *leaf, STACK_OF(X509) *anchors, STACK_OF(X509) *candidates, STACK_OF(X509_CRL) *crls,
                       uint32_t asked, time_t when) {
  uint32_t error = NO_CONTEXT;
  X509_STORE *store = X509_STORE_new();
  X509_STORE_CTX *context = X509_STORE_CTX_new();
  if (X509_STORE_CTX_init(context, store, leaf, candidates)) {
    X509_VERIFY_PARAM *param = parameters(asked, when, asked & ASK_CRLS);
    char any[] = "2.5.29.32.0";
    X509_VERIFY_PARAM_add0_policy(param, OBJ_txt2obj(any, 1));
    X509_STORE_CTX_set0_param(context, param);
    X509_STORE_CTX_set0_trusted_stack(context, anchors);
    X509_STORE_CTX_set0_crls(context, crls);
    X509_STORE_CTX_set_verify_cb(context, not_the_anchor);
    int accepted = X509_verify_cert(context);
    error = (uint32_t)X509_STORE_CTX_get_error(context);
    if (accepted <= 0 && error == 0) error = X509_V_ERR_UNSPECIFIED;
  }
  X509_STORE_CTX_free(context);
  X509_STORE_free(store);
  return error;
}

/* An answer that does not say when it ends is good for 300 seconds, as Parvis has it. */
static int is_within(const ASN1_GENERALIZEDTIME *this_update, const ASN1_GENERALIZEDTIME *next_update, time_t when) {
  time_t oldest = when - 301;
  if (this_update == NULL || X509_cmp_time(this_update, &when) > 0) return 0;
  if (next_update == NULL) return X509_cmp_time(this_update, &oldest) > 0;
  return X509_cmp_time(next_update, &when) > 0;
}

static uint32_t ask(OCSP_RESPONSE *response, X509 *leaf, X509 *issuer, STACK_OF(X509) *anchors, time_t when) {
  if (response == NULL) return OCSP_UNREADABLE;
  if (OCSP_response_status(response) != OCSP_RESPONSE_STATUS_SUCCESSFUL) return OCSP_UNREADABLE;
  OCSP_BASICRESP *basic = OCSP_response_get1_basic(response);
  if (basic == NULL) return OCSP_UNREADABLE;
  X509_STORE *store = X509_STORE_new();
  for (int i = 0; i < sk_X509_num(anchors); i++) X509_STORE_add_cert(store, sk_X509_value(anchors, i));
  X509_VERIFY_PARAM *param = X509_VERIFY_PARAM_new();
  X509_VERIFY_PARAM_set_time(param, when);
  X509_VERIFY_PARAM_set_depth(param, 100);
  X509_VERIFY_PARAM_set_flags(param, X509_V_FLAG_PARTIAL_CHAIN);
  X509_STORE_set1_param(store, param);
  X509_VERIFY_PARAM_free(param);
  uint32_t said = OCSP_NOT_VERIFIED;
  if (OCSP_basic_verify(basic, anchors, store, 0) > 0) {
    const EVP_MD *hashes[] = {EVP_sha1(), EVP_sha256()};
    said = OCSP_OTHER;
    for (int i = 0; i < 2 && said == OCSP_OTHER; i++) {
      OCSP_CERTID *id = OCSP_cert_to_id(hashes[i], leaf, issuer);
      int status, reason;
      ASN1_GENERALIZEDTIME *revoked_at, *this_update, *next_update;
      if (OCSP_resp_find_status(basic, id, &status, &reason, &revoked_at, &this_update, &next_update)) {
        if (status != V_OCSP_CERTSTATUS_GOOD) said = OCSP_NOT_GOOD;
        else said = is_within(this_update, next_update, when) ? OCSP_GOOD : OCSP_STALE;
      }
      OCSP_CERTID_free(id);
    }
  }
  X509_STORE_free(store);
  OCSP_BASICRESP_free(basic);
  return said;
}

static void judge(uint32_t *verdict, uint32_t *ocsp) {
  int bad_anchor = 0, bad_candidate = 0, bad_crl = 0;
  uint32_t asked = number();
  time_t when = (time_t)number();
  STACK_OF(X509) *anchors = many_X509(&bad_anchor);
  STACK_OF(X509) *candidates = many_X509(&bad_candidate);
  X509 *leaf = one_X509();
  STACK_OF(X509_CRL) *crls = many_X509_CRL(&bad_crl);
  *ocsp = OCSP_NOT_ASKED;
  if (leaf == NULL) *verdict = NO_LEAF;
  else if (bad_anchor || sk_X509_num(anchors) == 0) *verdict = NO_ANCHOR;
  else *verdict = verify(leaf, anchors, candidates, crls, asked, when);
  if (asked & ASK_OCSP) {
    OCSP_RESPONSE *response = one_OCSP_RESPONSE();
    if (*verdict == 0) *ocsp = ask(response, leaf, sk_X509_value(anchors, 0), anchors, when);
    OCSP_RESPONSE_free(response);
  }
  sk_X509_pop_free(anchors, X509_free);
  sk_X509_pop_free(candidates, X509_free);
  sk_X509_CRL_pop_free(crls, X509_CRL_free);
  X509_free(leaf);
}

static int read_whole(unsigned char *into, size_t length) { return fread(into, 1, length, stdin) == length; }

int main(void) {
  unsigned char head[4];
  while (read_whole(head, 4)) {
    size_t length = (size_t)head[0] << 24 | (size_t)head[1] << 16 | (size_t)head[2] << 8 | head[3];
    unsigned char *frame = malloc(length + 1);
    if (frame == NULL || !read_whole(frame, length)) return 3;
    at = frame;
    end = frame + length;
    uint32_t verdict = 0, ocsp = 0;
    judge(&verdict, &ocsp);
    free(frame);
    unsigned char said[8];
    for (int i = 0; i < 4; i++) {
      said[i] = (unsigned char)(verdict >> (24 - 8 * i));
      said[4 + i] = (unsigned char)(ocsp >> (24 - 8 * i));
    }
    fwrite(said, 1, sizeof said, stdout);
    fflush(stdout);
  }
  return 0;
}
