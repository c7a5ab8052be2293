// The applications as files, one for each Xero app that began one.
import { blankApplication } from '../../domain/partner/application'
import type { PartnerApplication } from '../../domain/partner/schema'
import type { Clock } from '../ports'
import { type AppRecords, type AssertKept, openAppRecords } from '../records/app-records'

export type ApplicationFiles = AppRecords<PartnerApplication>

export function openApplications(dir: string, clock: Clock, assertKept?: AssertKept): ApplicationFiles {
  const schema = async () => (await import('../../domain/partner/schema')).partnerApplicationV1
  return openAppRecords({ dir, clock, schema, blank: blankApplication, assertKept })
}
