// The company doctor's call.
import type { Handlers } from '../../../contract/api'
import type { companyDoctorCalls } from '../../../contract/company-doctor'
import { examineCompany, type ExamineCompanyPorts } from './examine'

export function companyDoctorHandlers(ports: ExamineCompanyPorts): Pick<Handlers, keyof typeof companyDoctorCalls> {
  return { examineCompany: (input) => examineCompany(ports, input) }
}
