#!/usr/bin/env bash
# smoke.sh <address>: whether what answers below the address, such as https://….azure-api.net/api, is this application and is well.
# Nothing is bought: products can be read, the parts are ready, and nobody gets in without a token. Waits up to WAIT seconds (180).
set -euo pipefail
address=${1:?the address of the API, ending in /api}
deadline=$((SECONDS + ${WAIT:-180}))
body=$(mktemp)
headers=$(mktemp)
trap 'rm -f "$body" "$headers"' EXIT

ask() { curl --silent --show-error --max-time 20 --output "$body" --dump-header "$headers" --write-out '%{http_code}' "$@" 2>&1 || true; }
fail() {
    echo "smoke: $1" >&2
    cat "$headers" "$body" >&2
    exit 1
}

# What was just deployed may take a moment to begin.
until [[ $(ask "$address/health/ready") == 200 ]]; do
    ((SECONDS < deadline)) || fail "$address/health/ready does not answer 200"
    sleep 3
done

expect() {
    local status=$1 what=$2 got
    shift 2
    got=$(ask "$@")
    [[ $got == "$status" ]] || fail "$what: $got instead of $status"
}
has() { grep --quiet --ignore-case --extended-regexp "$1" "$2" || fail "$3"; }

expect 200 'the process lives' "$address/health/live"
expect 200 'products can be read' "$address/products"
has '"items"' "$body" 'the list of products has no items'
expect 401 'orders need a token' "$address/orders"
has '^content-type: application/problem\+json' "$headers" 'a refusal is no problem document'
expect 401 'a token that means nothing is refused' --header 'Authorization: Bearer nonsense' "$address/orders"
expect 401 'an order needs a token' --header 'Content-Type: application/json' --header 'Idempotency-Key: smoke' \
    --data '{"lines":[{"sku":"SMOKE","quantity":1}],"paymentMethod":"pm_card_visa"}' "$address/orders"
expect 401 'operators need a token' "$address/dead-letters"

if [[ $address == https://* ]]; then
    has '^strict-transport-security:' "$headers" 'browsers are not told to stay with https'
    [[ $(ask "http://${address#https://}/products") != 200 ]] || fail 'products can be read without TLS'
fi
echo "smoke: $address is well"
