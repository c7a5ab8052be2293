// Every diagnosis in our own words, by family. A code without its words fails the build.
import type { DiagnosisCode } from './schema'
import { authorizeCatalogue } from './catalogue-authorize'
import { codatCatalogue } from './catalogue-codat'
import type { Entry } from './entry'
import { feedsCatalogue } from './catalogue-feeds'
import { networkCatalogue } from './catalogue-network'
import { signInCatalogue } from './catalogue-sign-in'
import { xeroApiCatalogue } from './catalogue-xero-api'

export const catalogue: Readonly<Record<DiagnosisCode, Entry>> = {
  ...signInCatalogue,
  ...xeroApiCatalogue,
  ...feedsCatalogue,
  ...codatCatalogue,
  ...networkCatalogue,
  ...authorizeCatalogue,
}
