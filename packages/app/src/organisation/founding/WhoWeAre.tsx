// A founding's second step: which network (the first device says it), which organisation, and the device's passkey or six words.
import { isWritten } from '@apila/core/written.ts'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { FoundingNetwork } from '@apila/core/account/founding.ts'
import { NetworkId, OrganisationId } from '@apila/core/organisation/roster.ts'
import { Button } from '@apila/ui/Button.tsx'
import { Choices } from '@apila/ui/Choice.tsx'
import { ErrorSummary } from '@apila/ui/ErrorSummary.tsx'
import { Note } from '@apila/ui/Note.tsx'
import { SixWords } from '../../account/own/SixWords.tsx'
import { type NewOwn, makeOwn } from '../../account/own/own-device.ts'
import { hasPasskeys } from '../../account/own/passkey.ts'
import { NoPasskeys } from '../../account/own/NoPasskeys.tsx'
import type { TextKey } from '../../content/texts.ts'
import { Heading, Pick, Write } from '../../controls.tsx'
import { type Names, NO_NAMES, NamesFields, areWhole, trimmed } from '../NamesFields.tsx'
import type { FoundingStepProps } from './use-founding.ts'
import { newDeviceId, slugOf } from '../new-ids.ts'
import { organisationsOf } from './board.ts'
import { hear, makeRecord, sayNetwork, sayOperator, sayRecord } from './founding-work.ts'
import { NO_OPERATOR, OperatorFields, type OperatorWords, isNobody, isOperator } from './OperatorFields.tsx'

export function WhoWeAre({ texts, here }: FoundingStepProps): VNode {
  const { t, language } = texts
  const { heard, kept } = here
  const [networkName, setNetworkName] = useState('')
  /** The name that the network gets, once it was shown at a press. */
  const [shownName, setShownName] = useState<string | null>(null)
  const [track, setTrack] = useState<FoundingNetwork['track'] | null>(null)
  const [buyer, setBuyer] = useState(NO_NAMES)
  const [operator, setOperator] = useState<OperatorWords>(NO_OPERATOR)
  const [basis, setBasis] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const [names, setNames] = useState(NO_NAMES)
  const [deskNames, setDeskNames] = useState<Names>({ fi: 'Asiakastyö', sv: 'Klientarbete', en: 'Client work' })
  const [workerName, setWorkerName] = useState('')
  const [made, setMade] = useState<NewOwn | null>(null)
  const [presses, setPresses] = useState(0)
  if (!hasPasskeys()) return <NoPasskeys texts={texts} />
  const isFirst = heard !== null && heard.collector === null
  const organisations = [...new Map(organisationsOf(heard?.founders ?? []).map((one) => [one.id, one])).values()]
  const isNew = organisations.length === 0 || chosen === 'new'
  const missing: { fieldId: string; text: string }[] = []
  const need = (isThere: boolean, fieldId: string, key: TextKey) => {
    if (!isThere) missing.push({ fieldId, text: t(key) })
  }
  if (isFirst) {
    need(isWritten(networkName), 'network-name', 'founding.need-network')
    need(track !== null, 'track', 'founding.need-track')
    if (track === 'purchased') need(areWhole(buyer) && isWritten(basis), 'buyer-fi', 'founding.need-buyer')
    need(isNobody(operator) || isOperator(operator), 'operator-fi', 'founding.need-operator')
  }
  if (organisations.length > 0) need(chosen !== null, 'organisation', 'founding.need-organisation')
  if (isNew) need(areWhole(names) && areWhole(deskNames), 'organisation-fi', 'founding.need-names')
  need(isWritten(workerName), 'worker-name', 'founding.need-worker')
  const name = slugOf(networkName)
  const isChanged = isFirst && isWritten(networkName) && name !== networkName.trim()
  const again = isChanged ? [{ fieldId: 'network-name', text: t('founding.network-again', { name }) }] : []

  const nameNetwork = async (): Promise<FoundingNetwork | null> => {
    if (!kept || !heard) return null
    if (!isFirst) return heard.network
    const network: FoundingNetwork = {
      v: 2,
      network: NetworkId.parse(name),
      track: track ?? 'ngo-led',
      purchaser: track === 'purchased' ? { names: trimmed(buyer), nonProfitBasis: basis.trim() } : null,
    }
    if (isOperator(operator))
      await sayOperator(kept, { name: trimmed(operator.names), contact: operator.contact.trim() })
    await sayNetwork(kept, network)
    // Somebody else may have been quicker: then theirs stands.
    return (await hear(kept)).network
  }
  const make = () => {
    setPresses(presses + 1)
    if (isChanged) setShownName(name)
    if (missing.length > 0 || (isChanged && shownName !== name) || !kept || !heard) return
    void here.act(async () => {
      const network = await nameNetwork()
      if (!network) return
      const device = newDeviceId(isNew ? slugOf(names.fi) : (chosen ?? ''))
      const own = await makeOwn({ network: network.network, device }, workerName.trim())
      if (own.words === null) await finish(own, network)
      else setMade(own)
    })
  }
  const finish = async (own: NewOwn, network: FoundingNetwork | null = null) => {
    const now = network ?? (kept && (await hear(kept)).network)
    if (!kept || !now) return
    const organisation = OrganisationId.parse(isNew ? slugOf(names.fi) : chosen)
    const founded = isNew ? { names: trimmed(names), deskNames: trimmed(deskNames) } : null
    const { record, secrets } = await makeRecord(own, organisation, founded)
    here.setDevice(own.device, own.kept)
    await here.change({ network: now, record, secrets })
    await sayRecord(kept, record)
    await here.listen()
  }
  if (made?.words)
    return (
      <SixWords
        texts={texts}
        words={made.words}
        busy={here.busy}
        onWritten={() => {
          void here.act(() => finish(made))
        }}
      />
    )
  return (
    <>
      <Heading>{t('founding.who-title')}</Heading>
      {presses > 0 && (
        <ErrorSummary title={t('errors.title')} errors={[...missing, ...again]} attempt={presses} test="errors" />
      )}
      {heard === null && <p role="status">{t('founding.listening')}</p>}
      {isFirst && (
        <>
          <p>{t('founding.first-device')}</p>
          <p data-test="founding-address">{t('founding.address', { address: location.origin })}</p>
          {location.hostname === 'localhost' && (
            <Note>
              <p>{t('founding.address-local')}</p>
            </Note>
          )}
          <Write
            id="network-name"
            label={t('founding.network')}
            hint={t('founding.network-hint')}
            max={24}
            value={networkName}
            onInput={setNetworkName}
          />
          {isChanged && (
            <p class="hint" role="status" data-test="network-becomes">
              {t('founding.network-becomes', { name })}
            </p>
          )}
          <Choices legend={t('founding.track')} id="track">
            <Pick
              name="track"
              chosen={track}
              onChoose={setTrack}
              options={[
                { value: 'ngo-led', text: t('track.ngo-led'), hint: t('track.ngo-led-more') },
                { value: 'purchased', text: t('track.purchased'), hint: t('track.purchased-more') },
              ]}
            />
          </Choices>
          {track === 'purchased' && (
            <>
              <NamesFields id="buyer" label={t('founding.buyer')} names={buyer} onChange={setBuyer} />
              <Write id="basis" label={t('founding.basis')} max={200} value={basis} onInput={setBasis} />
            </>
          )}
        </>
      )}
      {isFirst && !heard.hasOperator && <OperatorFields texts={texts} operator={operator} onChange={setOperator} />}
      {!isFirst && heard?.network && (
        <p data-test="network-heard">{t('founding.network-is', { name: heard.network.network })}</p>
      )}
      {organisations.length > 0 && (
        <Choices legend={t('founding.organisation')} id="organisation">
          <Pick
            name="organisation"
            chosen={chosen}
            onChoose={setChosen}
            options={[
              ...organisations.map((one) => ({ value: String(one.id), text: one.names[language] })),
              { value: 'new', text: t('founding.organisation-new') },
            ]}
          />
        </Choices>
      )}
      {isNew && (
        <>
          <NamesFields id="organisation" label={t('founding.organisation-name')} names={names} onChange={setNames} />
          <NamesFields id="desk" label={t('founding.desk-name')} names={deskNames} onChange={setDeskNames} />
        </>
      )}
      <Write
        id="worker-name"
        label={t('own.worker')}
        hint={t('own.worker-hint')}
        max={60}
        value={workerName}
        onInput={setWorkerName}
      />
      <h2>{t('own.passkey')}</h2>
      <p>{t('own.passkey-more')}</p>
      <div class="buttons">
        <Button test="make-passkey" busy={here.busy} onClick={make}>
          {t('own.make')}
        </Button>
      </div>
    </>
  )
}
