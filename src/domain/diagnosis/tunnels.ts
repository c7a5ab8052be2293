// Tunnels that lead from an address on the web to a program on somebody’s machine.

/** A tunnel’s host. */
export const tunnelHost =
  /(?<![\w.-])(?:[\w-]{1,63}\.){1,8}(?:ngrok(?:-free)?\.(?:io|app|dev)|loca\.lt|trycloudflare\.com|serveo\.net|devtunnels\.ms)\b/i

/** ngrok’s own page that says that nothing is behind it. */
const OWN_PAGE = /\bERR_NGROK_(?:3200|8012|727|6024)\b|\bngrok[^\n]{0,80}(?:is offline|not found)/i
/** The way back by a tunnel, and that nobody took it. */
const CALLBACK = new RegExp(`${tunnelHost.source}[^\\s?]{0,200}(?:callback|redirect|signin|[?&]code=)`, 'i')
const REFUSED = /\bconnection refused\b|\bECONNREFUSED\b|\bactively refused\b/i

/** True where a tunnel is there and the program behind it isn’t. */
export function isTunnelWithoutProgram(said: string): boolean {
  return OWN_PAGE.test(said) || (CALLBACK.test(said) && REFUSED.test(said))
}
