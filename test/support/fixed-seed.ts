// Generated cases are the same at every run of `npm test`, so that a commit is judged the same way twice. With LATCHKEY_SEED=random
// (as `npm run soak` sets it) they are new each time, and fast-check prints the seed of what it meets.
import fc from 'fast-check'

const SEED = 20_261_124

if (process.env['LATCHKEY_SEED'] !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: SEED })
