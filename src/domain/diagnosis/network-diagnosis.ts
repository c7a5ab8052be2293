// What it means that a provider could not be reached.
import type { Diagnosis, DiagnosisCode } from './schema'
import type { FetchFailure } from '../network'
import { diagnose } from './diagnose'

const codes: Readonly<Record<FetchFailure, DiagnosisCode>> = {
  cancelled: 'network.stopped',
  'timed-out': 'network.timeout',
  'address-refused': 'network.redirected',
  redirected: 'network.redirected',
  'no-such-host': 'network.dns',
  'no-connection': 'network.refused',
  certificate: 'network.intercepted',
  proxy: 'network.proxy',
  'cut-off': 'network.reset',
}

export function diagnoseNetwork(failure: FetchFailure): Diagnosis {
  return diagnose(codes[failure])
}
