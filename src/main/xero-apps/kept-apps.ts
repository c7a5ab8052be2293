// Whether an app is there for those who keep something about it.
import { Failure } from '../../domain/failure'
import type { XeroApp } from '../../domain/xero-apps/schema'
import type { RecordFiles } from '../records/record-files'

/** The records as other rooms read one: an app in the trash isn't there for them until it is put back. */
export function outsideTheTrash(records: RecordFiles<XeroApp>): RecordFiles<XeroApp> {
  return {
    ...records,
    async get(id) {
      const app = await records.get(id)
      if (app.deleting) throw new Failure('record.missing', { detail: 'it is in the trash' })
      return app
    },
  }
}
