// What went wrong at Codat: our sentence and the next step; Codat's own words folded away.
import type { CodatProblem } from '../../../contract/codat'
import { Details } from '../../components/details'
import { Callout } from '../../components/status'
import { problemFacts, problemWords } from './words'

export function ProblemCallout({ problem }: { problem: CodatProblem }) {
  const { title, text } = problemWords(problem)
  return (
    <Callout role="alert" tone={problem.kind === 'cancelled' ? 'info' : 'act'} title={title}>
      <p>{text}</p>
      <Details summary="What Codat said">
        <dl>
          {problemFacts(problem).map(([name, value]) => (
            <div key={name} style={{ display: 'contents' }}>
              <dt>{name}</dt>
              <dd>
                <code>{value}</code>
              </dd>
            </div>
          ))}
        </dl>
      </Details>
    </Callout>
  )
}
