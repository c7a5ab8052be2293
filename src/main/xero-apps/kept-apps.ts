// Whether an app is there for those who keep something about it.
import { Failure } from '../../domain/failure'
import type { XeroApp } from '../../domain/xero-apps/schema'
import type { RecordFiles } from '../records/record-files'

/** The records without those in the trash: such an app can neither be read nor changed until it is put back. */
export function outsideTheTrash(records: RecordFiles<XeroApp>): RecordFiles<XeroApp> {
  return {
    ...records,
    get: async (id) => present(await records.get(id)),
    change: (id, edit) => records.change(id, (app) => edit(present(app))),
  }
}

function present(app: XeroApp): XeroApp {
  if (app.deleting) throw new Failure('record.missing', { detail: 'it is in the trash' })
  return app
}
