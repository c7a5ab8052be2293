import { LinkButton } from '../../components/button'
import { ErrorCard } from '../../components/error-card'
import { useImport } from './use-import'

/** The way in from the first screen: a link that reads like one. */
export function ImportButton() {
  const { begin, error, dialog } = useImport()
  return (
    <>
      <LinkButton onPress={begin}>Import a Latchkey file</LinkButton>
      {error && <ErrorCard error={error} />}
      {dialog}
    </>
  )
}
