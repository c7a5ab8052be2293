// The practice Codat alone in a process of its own, so that its work and memory aren't counted as Latchkey's.
import { startPracticeCodat } from '../../src/practice/codat/practice-codat'

const companies = Number(process.argv[2] ?? '0')
const practice = await startPracticeCodat({ settings: { extraCompanies: companies, requestsPerMinute: 1_000_000 } })
process.send?.({ origin: practice.origins.codatApi })
process.once('disconnect', () => process.exit(0))
