// A second collection of a test's gnome-keyring, made and unlocked with a password and without a window.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)
const PASSWORD = 'a second password'

// As gnome-keyring's own tools do. One connection has to open the session and use it, which no tool of the shell can.
const SCRIPT = String.raw`
import ctypes, re, sys
g, gio = ctypes.CDLL('libglib-2.0.so.0'), ctypes.CDLL('libgio-2.0.so.0')
P = ctypes.c_void_p
for f in (gio.g_bus_get_sync, gio.g_dbus_connection_call_sync, g.g_variant_parse): f.restype = P
g.g_variant_print.restype = ctypes.c_char_p
bus = gio.g_bus_get_sync(2, None, None)
def call(interface, method, args):
    error = P()
    value = g.g_variant_parse(None, args.encode(), None, None, ctypes.byref(error))
    if not value: raise SystemExit('unparsed: ' + args)
    found = gio.g_dbus_connection_call_sync(P(bus), b'org.freedesktop.secrets', b'/org/freedesktop/secrets', interface, method,
        P(value), None, 0, 20000, None, ctypes.byref(error))
    if not found: raise SystemExit(ctypes.string_at(ctypes.cast(error.value + 8, ctypes.POINTER(P))[0]).decode())
    return g.g_variant_print(P(found), 1).decode()
what, name, password = sys.argv[1:]
session = re.search(r"objectpath '([^']+)'", call(b'org.freedesktop.Secret.Service', b'OpenSession', "('plain', <''>)"))[1]
secret = f"(objectpath '{session}', @ay [], {[*password.encode()]}, 'text/plain')".replace('[', '@ay [', 2).replace('@ay @ay', '@ay')
args = {'create': f"({{'org.freedesktop.Secret.Collection.Label': <'{name}'>}}, {secret})",
        'unlock': f"(objectpath '/org/freedesktop/secrets/collection/{name}', {secret})"}[what]
method = {'create': b'CreateWithMasterPassword', 'unlock': b'UnlockWithMasterPassword'}[what]
print(call(b'org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface', method, args))
`

/** Makes the collection `name`, or unlocks it. */
export async function makeCollection(
  env: Record<string, string>,
  what: 'create' | 'unlock',
  name: string,
): Promise<void> {
  await run('python3', ['-c', SCRIPT, what, name, PASSWORD], { env })
}
