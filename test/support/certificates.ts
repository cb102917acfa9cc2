/*
 * Self-signed certificates for servers on 127.0.0.1, from 2020 to 2120, and the key of the first, which protects nothing. Made with
 * openssl 3, since Node.js can make none:
 *
 *   openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj '/CN=fake-sfn test cluster' -keyout key.pem -out request.pem
 *   openssl ca -selfsign -keyfile key.pem -in request.pem -out certificate.pem -notext -startdate 20200101000000Z -enddate 21200101000000Z
 *
 * with the extensions `basicConstraints = critical,CA:TRUE` and `subjectAltName = IP:127.0.0.1`.
 */

/** What a test's server shows, and who vouches for it: it is its own authority. */
export const CERTIFICATE = `
-----BEGIN CERTIFICATE-----
MIIBdDCCARqgAwIBAgIBATAKBggqhkjOPQQDAjAgMR4wHAYDVQQDDBVmYWtlLXNm
biB0ZXN0IGNsdXN0ZXIwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBa
MCAxHjAcBgNVBAMMFWZha2Utc2ZuIHRlc3QgY2x1c3RlcjBZMBMGByqGSM49AgEG
CCqGSM49AwEHA0IABHTkdF7+cKBKSnc2iHaP60GhxCBRZE50tf51JHMGX0hc1xKB
q584AhO/jpHbmkQrAC7BHAq4O6E/h1qXbUXOV1CjQzBBMA8GA1UdEwEB/wQFMAMB
Af8wDwYDVR0RBAgwBocEfwAAATAdBgNVHQ4EFgQUADsfQxI3AJyn2zVm7xwYBdSR
hwAwCgYIKoZIzj0EAwIDSAAwRQIhAOLDKppJ2LbdtCrFs5Msv5xkiEt5ZGUNY27O
dEwLnGlZAiAJFcquq28B/TpL+MiKlw1W0FgPn1py/EfYrJW0bzifiw==
-----END CERTIFICATE-----
`.trim();

/** The key to that certificate. */
export const KEY = `
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgJ2YmMvMXXJ++hLGO
nozH73UDvlgLWRc2bBPKIvi+aqGhRANCAAR05HRe/nCgSkp3Noh2j+tBocQgUWRO
dLX+dSRzBl9IXNcSgaufOAITv46R25pEKwAuwRwKuDuhP4dal21FzldQ
-----END PRIVATE KEY-----
`.trim();

/** An authority that vouches for another server. */
export const OTHER_CERTIFICATE = `
-----BEGIN CERTIFICATE-----
MIIBcDCCARagAwIBAgIBATAKBggqhkjOPQQDAjAeMRwwGgYDVQQDDBNmYWtlLXNm
biB0ZXN0IG90aGVyMCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAwWjAe
MRwwGgYDVQQDDBNmYWtlLXNmbiB0ZXN0IG90aGVyMFkwEwYHKoZIzj0CAQYIKoZI
zj0DAQcDQgAEeZf9+zU/R5EwzSBWGpmfkByfOXQC0GXPCnPS9L+XWvshSaFs/d1p
bxQkeWo0ZJ1ybKu3C51ADMDIWYQ415XAsaNDMEEwDwYDVR0TAQH/BAUwAwEB/zAP
BgNVHREECDAGhwR/AAABMB0GA1UdDgQWBBRLzmjlFCfwj0vStwAlBZ1sTl/ITzAK
BggqhkjOPQQDAgNIADBFAiEA/gnYOHlsCzuY+xEVDA78QPQyhxdzjXN8JuoklAas
CFoCIB06RATLs3mMtxvTSqdo5D7Tt7jcvZ6ERZVGoBfcPmd5
-----END CERTIFICATE-----
`.trim();
