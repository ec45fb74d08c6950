// The static library takes arguments by value, rounding mode and flags as parameters ("000").
#define DECIMAL_CALL_BY_REFERENCE 0
#define DECIMAL_GLOBAL_ROUNDING 0
#define DECIMAL_GLOBAL_EXCEPTION_FLAGS 0
#include <bid_conf.h>
#include <bid_functions.h>

// The library's names are macros. Rounding is half even (0), flags are dropped.
typedef BID_UINT128 decimal128;

static inline decimal128 decimal_read(char *text) {
  unsigned int flags = 0;
  return bid128_from_string(text, 0, &flags);
}

static inline void decimal_write(char *text, decimal128 x) {
  unsigned int flags = 0;
  bid128_to_string(text, x, &flags);
}

static inline decimal128 decimal_sum(decimal128 x, decimal128 y) {
  unsigned int flags = 0;
  return bid128_add(x, y, 0, &flags);
}

static inline decimal128 decimal_difference(decimal128 x, decimal128 y) {
  unsigned int flags = 0;
  return bid128_sub(x, y, 0, &flags);
}

static inline decimal128 decimal_product(decimal128 x, decimal128 y) {
  unsigned int flags = 0;
  return bid128_mul(x, y, 0, &flags);
}

static inline decimal128 decimal_quotient(decimal128 x, decimal128 y) {
  unsigned int flags = 0;
  return bid128_div(x, y, 0, &flags);
}

static inline decimal128 decimal_power(decimal128 x, decimal128 y) {
  unsigned int flags = 0;
  return bid128_pow(x, y, 0, &flags);
}

static inline decimal128 decimal_root(decimal128 x) {
  unsigned int flags = 0;
  return bid128_sqrt(x, 0, &flags);
}

static inline decimal128 decimal_exponential(decimal128 x) {
  unsigned int flags = 0;
  return bid128_exp(x, 0, &flags);
}

static inline decimal128 decimal_logarithm(decimal128 x) {
  unsigned int flags = 0;
  return bid128_log(x, 0, &flags);
}
