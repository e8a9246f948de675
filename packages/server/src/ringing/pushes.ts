// What web push needs of the installation: the key by which browsers know this server, and where messages may go.
import type { PushSigner } from '../platform/keys.ts'
import type { PushPlaces } from './push-service.ts'

export type Pushes = { signer: PushSigner; places: PushPlaces }
