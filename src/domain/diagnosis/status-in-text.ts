// Status codes in running text, as programs spell them. Held against what they really said (`program-outputs.json`).

import { cloudflareStatus } from './cloudflare'

/** Reason phrases of the statuses that tell something here. */
const reasons: Readonly<Record<number, string>> = {
  400: 'Bad ?Request',
  401: 'Unauthori[sz]ed',
  402: 'Payment ?Required',
  403: 'Forbidden',
  404: 'Not ?Found',
  405: 'Method ?Not ?Allowed',
  407: 'Proxy ?Authentication ?Required',
  406: 'Not ?Acceptable',
  408: 'Request ?Time-?out',
  409: 'Conflict',
  410: 'Gone',
  411: 'Length ?Required',
  412: 'Precondition ?Failed',
  413: '(?:Payload|Content|Request ?Entity) ?Too ?Large',
  414: '(?:Request-)?URI ?Too ?Long',
  415: 'Unsupported ?Media ?Type',
  419: 'Page ?Expired',
  422: 'Unprocessable(?: ?(?:Entity|Content))?',
  429: 'Too ?Many ?Requests',
  431: 'Request ?Header ?Fields ?Too ?Large',
  451: 'Unavailable ?For ?Legal ?Reasons',
  500: 'Internal ?Server ?Error',
  501: 'Not ?Implemented',
  502: 'Bad ?Gateway',
  503: 'Service ?(?:Temporarily ?)?Unavailable',
  504: 'Gateway ?Time-?out',
}

const byReason = Object.entries(reasons).map(([status, reason]): readonly [number, RegExp] => [
  Number(status),
  // `401 Unauthorized`, `(401) Unauthorized`, `401 Client Error: Unauthorized`, `401, message='Unauthorized'`, `403 (Forbidden)`
  new RegExp(
    `\\b${status}\\b(?:[\\s"'(),.:=\\\\\`\\[\\]-]|(?:Client|Server) Error|message|reason(?: phrase)?){1,24}${reason}\\b|\\b${reason}\\b["'\`]?[\\s:,.(-]{1,4}(?:HTTP )?${status}\\b|\\b${reason}\\b[^\\n]{0,60}\\(${status}\\)`,
    'i',
  ),
])

/** Words that stand before a status: `HTTP/2 401`, `status code 429`, `Response code 403`, `returned error: 401`, `ERROR 404`. */
const named =
  /(?:\[(?=\d{3}\] (?:Client error|Server error|Error connecting))|(?:Error|Exception) \[(?=\d{3}\])|\bHTTP\/[\d.]+|\bstatus[\s_-]?(?:code)?(?: of)?|\b(?:response|http)[\s_-]?code|\bHTTP(?: (?:error|status|response))?|\b(?:returned|responded(?: with)?)(?: an)?(?: error| status)?|\bgot:|\bXero API)["'\\]*(?:\s*[:=]\s*|\s+(?:is|was)\s+|\s*)["'(\\[]*([1-5]\d\d)(?:\b|(?=Unauthori|Forbidden|Not ?Found|Bad|Too ?Many|Internal|Service|Payment|Conflict|Gateway))(?![.,:]?\d)/i

/** The status a text is about: the first that is spelt as one; null where there is none. */
export function statusInText(text: string): number | null {
  const head = text.slice(0, 200_000)
  const ofWall = cloudflareStatus(head)
  if (ofWall !== null) return ofWall
  const found = [
    ...byReason.flatMap(([status, pattern]) => {
      const at = pattern.exec(head)
      return at === null ? [] : [{ status, at: at.index }]
    }),
    ...namedStatus(head),
  ].toSorted((a, b) => a.at - b.at)
  return (found.find(({ status }) => status >= 400) ?? found[0])?.status ?? lessSurely(head)
}

/** A number that people call an error in a sentence, such as “getting a 401 from Xero”; not any number of three digits. */
const inProse =
  /\b(?:gets?|getting|got|returns?|returned|returning|sees?|seeing|receives?|received|gives?|giving|gave|throws?|an?|errors?|code|us|with)\s+(?:an?\s+|the\s+)?(?:HTTP\s+)?(40[0-9]|422|429|451|50[0-4])\b(?=\s+(?:errors?|from|on|when|for|since|back|again|responses?|answers?|status|every|all)\b|\s*[.!?;)]?\s*$|[.!?;]\s)/im

/** The same in other languages: a verb, and behind the number a word that counts nothing. */
const inOtherProse =
  /(?:devuelve|devolviendo|renvoie|retourne|restituisce|retorna|devolve|liefert|bekommen|erhalten|geeft|zwraca)\s(?:[^\n]{0,40}\s)?(40[0-9]|422|429|451|50[0-4])\b(?=\s+(?:al|cuando|en|desde|para|quand|pour|sur|depuis|lors|beim?|seit|wenn|von|zurück|auf|quando|dal|bij|przy)\b|\s*[.!?;)]?\s*$|[.!?;]\s)/im

/** `Error: 429`, `Error 404:`, and the word in other languages. */
const behindError =
  /\b(?:Error|[Ee]rreur|[Ff]ehler|[Ee]rrore|[Ee]rro|[Ff]out|[Bb]łąd|[Cc]hyba|[Hh]iba|[Hh]ata)(?:code)?:? (40[0-9]|422|429|451|50[0-4])\b(?![.,]?\d)/

/** Reason phrases without their number: as a class of exceptions, or alone on a line or behind a colon. */
const byWord: readonly (readonly [number, string])[] = [
  [401, 'Unauthori[sz]ed'],
  [402, 'PaymentRequired'],
  [403, 'Forbidden'],
  [429, 'TooManyRequests'],
  [500, 'InternalServerError'],
  [502, 'BadGateway'],
  [503, 'ServiceUnavailable'],
  [504, 'Gateway ?Timeout'],
]

const asClass = byWord.map(([status, word]): readonly [number, RegExp] => {
  const spaced = word.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ?')
  return [
    status,
    new RegExp(
      `${word}(?:Exception|Error)\\b|(?<![a-z])(?:Xero|::|\\.)${word}\\b|(?:^|[:>])[ \\t]*${spaced}[.!]?[ \\t]*(?:$|</|https?:)`,
      'm',
    ),
  ]
})

function lessSurely(head: string): number | null {
  const said = (inProse.exec(head) ?? inOtherProse.exec(head))?.[1]
  if (said !== undefined) return Number(said)
  const named = behindError.exec(head)?.[1]
  if (named !== undefined) return Number(named)
  return asClass.find(([, pattern]) => pattern.test(head))?.[0] ?? null
}

/** Words of one program: Java prints a response as it is and tells a missing page as a missing file. */
const ofPrograms: readonly (readonly [RegExp, number | null])[] = [
  [/\((?:GET|POST|PUT|PATCH|DELETE|HEAD) https?:\/\/[^\s)]{1,500}\) ([1-5]\d\d)\b/, null],
  [/\bjava\.io\.FileNotFoundException: https?:\/\//, 404],
  // .NET Framework, in the language of Windows
  [/(?:Remoteserver|serveur distant|servidor remoto|server remoto)[^\n]{0,80}\(([45]\d\d)\)/, null],
  [/\b([45]\d\d) (?:Client|Server) Error\b/, null],
  // The same in any language, by its form.
  [/: ?\(([45]\d\d)\) \p{L}/u, null],
  // A call and what came of it.
  [/(?:https?:\/\/|\b(?:GET|POST|PUT|PATCH|DELETE) )[^\n]{0,300}?(?:→|[-=]>)[ \t]{0,3}([45]\d\d)\b(?![.,:]?\d)/, null],
  // A line of a log: the method, the address, the status.
  [/\b(?:GET|POST|PUT|PATCH|DELETE|HEAD) https?:\/\/\S{1,500} ([45]\d\d)\b(?![.,:]?\d)/, null],
  // The same without a method, at the end of a line.
  [/https?:\/\/\S{1,500} ([45]\d\d)[ \t]*$/m, null],
  // A load balancer of AWS: its own status and the app’s, two sizes, the request.
  [/ ([45]\d\d) (?:\d{3}|-) \d{1,12} \d{1,12} "(?:GET|POST|PUT|PATCH|DELETE|HEAD) /, null],
  // Envoy.
  [/\bupstream connect error or disconnect\/reset before headers\b/, 503],
  // Power Query.
  [/\bError: We couldn.t authenticate with the credentials provided/, 401],
  [/\bError: Access to the resource is forbidden/, 403],
  [/<-- ([45]\d\d) https?:|\bserver response: ([45]\d\d)\b/, null],
]

function namedStatus(head: string): { status: number; at: number }[] {
  return [[named, null] as const, ...ofPrograms].flatMap(([pattern, meant]) => {
    const match = pattern.exec(head)
    const status = meant ?? Number(match?.[1] ?? match?.[2])
    return match === null || Number.isNaN(status) ? [] : [{ status, at: match.index }]
  })
}
