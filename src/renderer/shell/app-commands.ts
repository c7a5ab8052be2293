// What can be done about any app from anywhere: found by the action and a part of its name.
import {
  Footprints,
  Gauge,
  Handshake,
  KeyRound,
  Landmark,
  LogIn,
  PencilLine,
  RefreshCw,
  Trash2,
  Unplug,
} from 'lucide-react'
import type { Command } from './commands'
import { useDeletion } from '../screens/xero-apps/use-deletion'
import { useData } from './data'
import { type AppPart, type Route, useNavigation } from './navigation'

interface Action {
  readonly id: string
  readonly label: (name: string) => string
  readonly icon: Command['icon']
  readonly part: AppPart
  readonly keywords: string
  readonly freeing?: readonly string[]
}

const actions: readonly Action[] = [
  {
    id: 'rotate',
    label: (name) => `Rotate the secret of ${name}`,
    icon: RefreshCw,
    part: 'rotation',
    keywords: 'rotation exposed leaked new secret',
  },
  {
    id: 'free',
    label: (name) => `Free a connection of ${name}`,
    icon: Unplug,
    part: 'connections',
    keywords: 'place places seat seats limit full disconnect',
    freeing: [],
  },
  {
    id: 'connections',
    label: (name) => `Connections of ${name}`,
    icon: Gauge,
    part: 'connections',
    keywords: 'how full gauge seat seats place places limit count',
  },
  {
    id: 'bank-feeds',
    label: (name) => `Bank feeds of ${name}`,
    icon: Landmark,
    part: 'bank-feeds',
    keywords: 'push statement company',
  },
  { id: 'set-up', label: (name) => `Set-up of ${name}`, icon: Footprints, part: 'set-up', keywords: 'go live steps' },
  {
    id: 'partner',
    label: (name) => `Partner of ${name}`,
    icon: Handshake,
    part: 'partner',
    keywords: 'application dossier checklist agreement',
  },
  { id: 'keys', label: (name) => `Keys of ${name}`, icon: KeyRound, part: 'keys', keywords: 'client id secret check' },
  {
    id: 'sign-in',
    label: (name) => `Sign-in test of ${name}`,
    icon: LogIn,
    part: 'sign-in',
    keywords: 'oauth consent browser proof',
  },
  {
    id: 'details',
    label: (name) => `Details of ${name}`,
    icon: PencilLine,
    part: 'details',
    keywords: 'name customer redirect uri type notes',
  },
]

/** Of every app; of the one that is open its own screen offers the tabs. */
export function useAppCommands(): readonly Command[] {
  const { route, openApp } = useNavigation()
  const { apps } = useData()
  const deletion = useDeletion()
  const known = apps.loaded.state === 'ready' ? apps.loaded.value.apps : []
  return known.flatMap(({ id, name, customer, environment }) => {
    const group = customer === '' ? name : customer
    const open: Command = {
      id: `app.open.${id}`,
      label: `Open ${name}`,
      group: `${group}, ${environment}`,
      icon: KeyRound,
      keywords: 'xero app customer',
      run: () => openApp(id),
    }
    return [
      open,
      ...actions
        .filter(({ id: action }) => !isOffered(route, id, action))
        .map(({ id: action, label, icon, part, keywords, freeing }) => ({
          id: `app.${action}.${id}`,
          label: label(name),
          group,
          icon,
          keywords: `${keywords} ${name}`,
          run: () => openApp(id, part, freeing === undefined ? {} : { freeing }),
        })),
      ...(isOffered(route, id, 'delete')
        ? []
        : [
            {
              id: `app.delete.${id}`,
              label: `Delete ${name}…`,
              group,
              icon: Trash2,
              keywords: 'remove trash',
              run: () => void deletion.remove([{ id, name }]),
            },
          ]),
    ]
  })
}

function isOffered(route: Route, appId: string, action: string): boolean {
  return route.screen === 'app' && route.appId === appId && action !== 'rotate' && action !== 'free'
}
