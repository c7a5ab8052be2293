// How programs spell what goes wrong below HTTP. Held against what they really said (`test/fixtures/diagnosis/program-outputs.json`,
// made by `scripts/capture-programs.mjs`, which names the versions); .NET's, Firefox's and Safari's are as published.
import type { DiagnosisCode } from './schema'

export interface Spelling {
  readonly code: DiagnosisCode
  /** Whose spelling it is. */
  readonly program: string
  readonly pattern: RegExp
}

/** A browser that blocks by itself. Extensions block trackers beside the page as well, so the host has to be one that is meant. */
export const blockedByBrowser =
  /ERR_BLOCKED_BY_ADMINISTRATOR|(?:xero\.com|codat\.io|localhost)\b[\s\S]{0,200}ERR_BLOCKED_BY_CLIENT/

const spelled = (code: DiagnosisCode, rows: readonly (readonly [program: string, pattern: RegExp])[]): Spelling[] =>
  rows.map(([program, pattern]) => ({ code, program, pattern }))

/** In the order in which they are tried: what names the very cause before what a program says of many. */
export const networkSpellings: readonly Spelling[] = [
  ...spelled('network.cors', [
    ['browsers', /blocked by CORS policy|CORS header .Access-Control-Allow-Origin.|Cross-Origin Request Blocked|No .Access-Control-Allow-Origin. header|not allowed by Access-Control-Allow-Origin|due to access control checks/i],
  ]),
  ...spelled('network.offline', [
    ['Chromium', /ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED|ERR_NETWORK_IO_SUSPENDED|ERR_ADDRESS_UNREACHABLE/],
    ['Node', /ENETUNREACH|ENETDOWN|EHOSTUNREACH/],
    ['C library', /\b(?:Network is (?:unreachable|down)|No route to host)\b/i],
    ['.NET', /unreachable (?:network|host)\b/i],
    ['Safari, Swift', /NSURLErrorNotConnectedToInternet|Internet connection appears to be offline|kCFErrorDomainCFNetwork error -?1009/i],
  ]),
  ...spelled('network.proxy-sign-in', [
    ['Chromium', /ERR_PROXY_AUTH|ERR_TUNNEL_CONNECTION_FAILED.*407/],
    ['everywhere', /Proxy Authentication Required/i],
    ['curl', /CONNECT tunnel failed, response 407|Received HTTP code 407 from proxy/i],
    ['everywhere', /(?:tunnel|proxy|status code|returned error:?)\D{0,24}\b407\b|\b407\b\D{0,24}\bproxy\b/i],
  ]),
  ...spelled('network.proxy', [
    ['Chromium', /ERR_PROXY_|ERR_TUNNEL_|ERR_SOCKS_|ERR_MANDATORY_PROXY|ERR_PAC_/],
    ['Python', /\bProxyError\b|Cannot connect to proxy|ClientProxyConnectionError|Tunnel connection failed/i],
    ['Go', /\bproxyconnect tcp\b/i],
    ['curl', /CONNECT tunnel failed|Received HTTP code \d{3} from proxy|Could not resolve proxy|connection to proxy closed/i],
    ['Chromium, by itself', blockedByBrowser],
    ['Java', /Unable to tunnel through proxy|proxy: (?:Connection refused|Tunnel failed)/i],
    ['wget', /Proxy tunneling failed/i],
    ['.NET', /The proxy tunnel request to proxy|remote name could not be resolved: '[^']{0,80}proxy/i],
    ['Node', /tunneling socket could not be established/i],
    ['Firefox', /proxy server is refusing connections|proxyConnectFailure|proxyResolveFailure/i],
  ]),
  ...spelled('network.certificate-date', [
    ['Node, OpenSSL', /CERT_HAS_EXPIRED|CERT_NOT_YET_VALID|certificate has expired|certificate is not yet valid/i],
    ['Chromium', /ERR_CERT_DATE_INVALID/],
    ['Go', /x509: certificate has expired or is not yet valid/i],
    ['Java', /CertificateExpiredException|CertificateNotYetValidException|\bNotAfter: |validity check failed/],
    ['GnuTLS, wget', /certificate (?:of \S{1,80} )?(?:has expired|is not yet activated|has not yet been activated)/i],
    ['Firefox', /SEC_ERROR_EXPIRED_(?:ISSUER_)?CERTIFICATE|MOZILLA_PKIX_ERROR_NOT_YET_VALID_CERTIFICATE/],
    ['.NET', /RemoteCertificateChainErrors\)?:? ?\(?[^\n]{0,40}NotTimeValid|: NotTimeValid\b/],
    ['Windows', /SEC_E_CERT_EXPIRED|certificate chain[^\n]{0,40}expired/i],
  ]),
  ...spelled('network.certificate-name', [
    ['Node', /ERR_TLS_CERT_ALTNAME_INVALID|does not match certificate's altnames/i],
    ['Chromium', /ERR_CERT_COMMON_NAME_INVALID/],
    ['Python, OpenSSL', /HOSTNAME_MISMATCH|hostname mismatch|hostname '[^'\n]{1,120}' doesn't match|Hostname verification failed|certificate is not valid for ['‘"]/i],
    ['curl', /no alternative certificate subject name|certificate subject name .{0,80}does not match target/i],
    ['Go', /x509: certificate is (?:valid for .{1,200}, not|not valid for)/i],
    ['Java', /No subject alternative (?:DNS )?names? |No name matching \S{1,120} found|not verified:\s/i],
    ['PHP', /Peer certificate (?:subjectAltName|CN=\S{0,80}) did not match/i],
    ['GnuTLS, wget', /owner does not match hostname|no certificate subject alternative name/i],
    ['.NET', /RemoteCertificateNameMismatch/],
    ['Firefox', /SSL_ERROR_BAD_CERT_DOMAIN/],
  ]),
  ...spelled('network.intercepted', [
    ['Node', /SELF_SIGNED_CERT|UNABLE_TO_VERIFY_LEAF|UNABLE_TO_GET_ISSUER_CERT|CERT_UNTRUSTED|CERT_SIGNATURE_FAILURE/],
    ['Chromium', /ERR_CERT_/],
    ['OpenSSL', /self[- ]signed certificate|unable to (?:get local issuer certificate|verify the first certificate)/i],
    ['Python, PHP, Ruby, Perl', /CERTIFICATE_VERIFY_FAILED|certificate verify failed/i],
    ['curl', /SSL certificate problem|SSL peer certificate or SSH remote key was not OK|curl(?: error|:)? \(?60\b/i],
    ['Windows', /CRYPT_E_(?:NO_REVOCATION_CHECK|REVOCATION_OFFLINE|REVOKED)|SEC_E_UNTRUSTED_ROOT/],
    ['Go', /x509: certificate (?:signed by unknown authority|is not trusted)|failed to verify certificate/i],
    ['Java', /PKIX path (?:building|validation) failed|unable to find valid certification path|trustAnchors parameter|Trust anchor for certification path not found/i],
    ['GnuTLS, wget', /certificate of \S{1,80} is not trusted|doesn.t have a known issuer|Unable to locally verify the issuer/i],
    ['.NET', /RemoteCertificateChainErrors|remote certificate (?:is|was) (?:invalid|rejected)|trust relationship for the SSL/i],
    ['.NET', /UntrustedRoot|PartialChain/],
    ['Firefox', /SEC_ERROR_UNKNOWN_ISSUER|MOZILLA_PKIX_ERROR_(?:SELF_SIGNED_CERT|MITM_DETECTED)/],
    ['Safari, Swift', /NSURLErrorDomain(?: error| Code=)? ?-?120[0-4]|certificate for this server is invalid/i],
    ['Rust', /invalid peer certificate: UnknownIssuer/i],
    ['Rust', /certificate was not trusted/i],
    ['Elixir, Erlang', /:tls_alert,\s{0,3}\{:(?:unknown_ca|bad_certificate)\b/],
    ['Oracle', /\bORA-29024\b/],
    ['WinHTTP', /\b80072f0d\b|certificate authority is invalid or incorrect/i],
    ['ColdFusion', /\bpeer not authenticated\b/i],
    ['PHP, Python, curl: no list of authorities', /cURL error 77\b|curl: \(77\)|error setting certificate (?:verify locations|file)|suitable TLS CA certificate bundle|Problem with the SSL CA cert/i],
  ]),
  // Pages of filters: they name their product, and the words around it are their own.
  ...spelled('network.proxy', [
    ['Squid', /The requested URL could not be retrieved[\s\S]{0,2000}(?:squid|Access (?:control|denied))|\(squid\/[\d.]+\)/i],
    ['Zscaler', /Server: ?Zscaler|Security by Zscaler|Zscaler[\s\S]{0,200}(?:blocked|denied|not allowed|prevent|don.t have permission)/i],
    ['FortiGate', /FortiGuard[^\n]{0,80}(?:Blocked|Denied)|violation of your internet usage policy/i],
    ['Blue Coat', /\bProxySG\b|\(policy_denied\)|system policy has denied access/i],
    ['other filters', /(?:Netskope|Blue ?Coat|Symantec Web|Cisco Umbrella|Palo Alto|Sophos|Barracuda|McAfee Web Gateway|Forcepoint)[^\n]{0,80}(?:block|den(?:y|ied)|polic)|Web Page Blocked|This site (?:is|has been) blocked/i],
  ]),
  ...spelled('network.handshake', [
    ['Node, OpenSSL', /\bEPROTO\b|wrong version number|tlsv1 alert|sslv3 alert|unsupported protocol|TLSV1_ALERT|WRONG_VERSION_NUMBER|no protocols available|dh key too small|http request[^\n]{0,20}SSL routines|packet length too long/i],
    ['Chromium', /ERR_SSL_/],
    ['.NET', /Could not create SSL\/TLS secure channel|An unexpected error occurred on a send|SEC_E_(?:ALGORITHM_MISMATCH|UNSUPPORTED_FUNCTION)|cannot communicate, because they do not possess a common algorithm/i],
    ['WinHTTP', /\b80072f7d\b|error occurred in the secure channel support/i],
    ['Java', /Received fatal alert: (?:protocol_version|handshake_failure|insufficient_security|internal_error)|Unsupported or unrecognized SSL message|No appropriate protocol|\(protocol is disabled or cipher suites are inappropriate\)/i],
    ['Go', /remote error: tls: |first record does not look like a TLS handshake|server gave HTTP response to HTTPS client|server selected unsupported protocol version/i],
    ['Firefox', /SSL_ERROR_(?:UNSUPPORTED_VERSION|NO_CYPHER_OVERLAP|RX_RECORD_TOO_LONG|PROTOCOL_VERSION_ALERT)/],
  ]),
  ...spelled('network.dns', [
    ['Node', /ENOTFOUND|EAI_AGAIN|EAI_NODATA/],
    ['Chromium', /ERR_NAME_NOT_RESOLVED|ERR_NAME_RESOLUTION_FAILED|ERR_DNS_|DNS_PROBE_/],
    ['Python', /NameResolutionError|Failed to resolve '|getaddrinfo failed|gaierror|Failure in name resolution/i],
    ['C library', /Name or service not known|Temporary failure in name resolution|nodename nor servname provided/i],
    ['curl', /Could not resolve host|Couldn't resolve host|Resolving timed out/i],
    ['wget', /unable to resolve host address/i],
    ['WinHTTP, Edge', /\b80072ee7\b|server name or address could not be resolved|\bINET_E_RESOURCE_NOT_FOUND\b/i],
    ['Go', /\bno such host\b|lookup \S{1,120}(?: on \S{1,60})?: (?:no such|server misbehaving|i\/o timeout|(?:read|write|dial) udp)/i],
    ['Java', /UnknownHostException|UnresolvedAddressException|Unable to resolve host/],
    ['.NET', /No such host is known|remote name could not be resolved|nodename nor servname/i],
    ['.NET, in other languages', /Der angegebene Host ist unbekannt|Remotename konnte nicht aufgelöst|Hôte inconnu|Host desconocido|Host sconosciuto|Este host é desconhecido|nom distant n.a pas pu être résolu/i],
    ['PHP', /php_network_getaddresses/],
    ['Elixir, Erlang', /\B:nxdomain\b/],
    ['Rust', /failed to lookup address information|dns error/i],
    ['Firefox', /dnsNotFound|having trouble finding that site|\bWe can.t connect to the server at|can.t find the server at/i],
    ['Safari, Swift', /hostname could not be found|NSURLErrorDomain(?: error| Code=)? ?-?1003/i],
  ]),
  ...spelled('network.refused', [
    ['Node', /ECONNREFUSED/],
    ['Chromium', /ERR_CONNECTION_REFUSED/],
    ['everywhere', /connection refused|refused the (?:network )?connection|(?:actively|connection was) refused/i],
    ['curl', /Failed to connect to \S{1,120} port \d{1,5}[^\n]{0,60}(?:Could ?n[o']t connect|refused)/i],
    ['Java', /java\.net\.ConnectException(?!: (?:Connection|Operation|HTTP connect) timed out)/],
    ['.NET, in other languages', /Zielcomputer die Verbindung verweigerte|ordinateur cible l.a (?:expressément )?refusée|equipo de destino denegó|computer di destinazione (?:ha )?rifiut|máquina de destino as recusou/i],
    ['WinHTTP', /\b80072efd\b|connection with the server could not be established/i],
    ['Elixir, Erlang', /(?:HTTPoison|Mint|Tesla|hackney|Req)\b[^\n]{0,60}:econnrefused\b|reason: :econnrefused\b/],
    ['aiohttp', /Cannot connect to host \S{1,120} ssl:\S{1,40} \[(?:Connect call failed|None)/i],
  ]),
  ...spelled('network.timeout', [
    ['Node', /ETIMEDOUT|ESOCKETTIMEDOUT|UND_ERR_\w*TIMEOUT|OAUTH_TIMEOUT|TimeoutError|operation was aborted due to timeout/],
    ['Chromium', /ERR_CONNECTION_TIMED_OUT|ERR_TIMED_OUT/],
    ['everywhere', /(?:operation|connection|request|read|connect) timed[ -]?out/i],
    ['Python', /ReadTimeout|ConnectTimeout|PoolTimeout|read operation timed out/],
    ['Elixir, Erlang', /(?:HTTPoison|Mint|Tesla|hackney|Req)\b[^\n]{0,60}:timeout\b|reason: :timeout\b/],
    ['axios, got', /timeout of \d+ ?ms exceeded|Timeout awaiting '\w+' for/i],
    ['Go', /context deadline exceeded|Client\.Timeout exceeded|i\/o timeout/],
    ['Java', /HttpTimeoutException|HttpConnectTimeoutException|SocketTimeoutException/],
    ['Ruby', /Net::(?:Read|Open)Timeout|execution expired/],
    ['Perl', /\bread timeout\b/i],
    ['.NET', /HttpClient\.Timeout of|A task was canceled|TaskCanceledException|did not properly respond after a period/i],
    ['Safari, Swift', /NSURLErrorDomain(?: error| Code=)? ?-?1001/],
  ]),
  ...spelled('network.reset', [
    ['Node', /ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_SOCKET|socket hang up|other side closed/],
    ['Chromium', /ERR_CONNECTION_RESET|ERR_CONNECTION_CLOSED|ERR_CONNECTION_ABORTED|ERR_EMPTY_RESPONSE|ERR_HTTP2_|ERR_QUIC_/],
    ['everywhere', /connection (?:was )?(?:reset|aborted|forcibly closed)|forcibly closed by the remote host/i],
    ['Python', /RemoteDisconnected|RemoteProtocolError|Server disconnected|Connection aborted|closed connection without response|IncompleteRead|ChunkedEncodingError|UNEXPECTED_EOF|EOF occurred in violation of protocol/i],
    ['curl', /Empty reply from server|Recv failure|SSL_ERROR_SYSCALL|unexpected eof while reading|transfer closed with \d+ bytes remaining|HTTP\/2 stream \d+ was not closed cleanly/i],
    ['Go', /(?:Get|Post|Put|Delete) "[^"]{1,300}": (?:unexpected )?EOF\b|http: server closed idle connection|server sent GOAWAY and closed/],
    ['Java', /header parser received no bytes|\bunexpected end of stream\b|Unexpected end of file from server|EOF reached while reading|SocketException: (?:Connection reset|Broken pipe)|Remote host (?:terminated the handshake|closed connection during handshake)|SSL peer shut down incorrectly/i],
    ['wget', /non-properly terminated|No data received/i],
    ['Perl', /Server closed connection without sending any data/i],
    ['.NET', /response ended prematurely|unexpected EOF or 0 bytes|underlying connection was closed/i],
    ['Ruby', /EOFError|end of file reached/],
    ['Firefox, elsewhere', /connexion (?:avec le serveur )?a été réinitialisée|Verbindung (?:zum Server )?wurde (?:zurückgesetzt|unterbrochen)|conexión (?:con el servidor |al servidor )?(?:fue|ha sido|se ha) (?:reiniciad|restablecid)|connessione (?:con il server )?è stata (?:annullata|reimpostata)|conexão (?:com o servidor )?foi (?:reiniciada|redefinida)|verbinding (?:met de server )?(?:werd|is) (?:opnieuw ingesteld|geherinitialiseerd|verbroken)/i],
    ['Firefox, Safari', /netReset|NSURLErrorDomain(?: error| Code=)? ?-?1005|network connection was lost/i],
  ]),
  ...spelled('network.redirected', [
    ['Node', /unexpected redirect|ERR_(?:FR_)?TOO_MANY_REDIRECTS|redirect mode is set to error|redirect count exceeded/i],
    ['Node got', /Redirected \d+ times/i],
    ['everywhere', /attempted to redirect|too ?many ?redirects|exceeded maximum allowed redirects|exceeded \d+ redirects|stopped after \d+ redirects/i],
    ['curl', /Maximum \(\d+\) redirects followed/i],
    ['wget', /\d+ redirections exceeded/i],
    ['PHP', /Redirection limit reached|Will not follow more than \d+ redirects/i],
    ['Python urllib', /would lead to an infinite loop/i],
    ['Java', /redirected too many\s{1,3}times/i],
  ]),
  ...spelled('network.stopped', [['Node, Chromium', /AbortError|OAUTH_ABORT|ERR_ABORTED|ERR_CANCELED/]]),
  // Words for encryption that failed in any way, where nothing above said how.
  ...spelled('network.handshake', [
    ['.NET', /The SSL connection could not be established/i],
    ['Java', /SSLHandshakeException|javax\.net\.ssl\.SSLException/],
    ['curl', /cURL error 35\b|curl: \(35\)|SSL connect error/i],
    ['Python', /\bSSLError\b/],
    ['Safari, Swift', /secure connection to the server cannot be made|kCFStreamErrorDomainSSL/i],
  ]),
  ...spelled('network.unknown', [
    ['Node, browsers', /\bfetch failed\b|\bFailed to fetch\b|NetworkError when attempting to fetch|AxiosError: Network Error/i],
    ['.NET', /An error occurred while sending the request/i],
    // It says so of a cut answer and of one that never came.
    ['PHP', /Failed to open stream: HTTP request failed!\s+in\b/i],
  ]),
] // prettier-ignore
