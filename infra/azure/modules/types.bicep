@description('How a function app scales: instances that are always there for HTTP, the most there may be, the memory of each, and whether in several zones.')
@export()
type AppScale = {
  @minValue(0)
  alwaysReady: int
  @minValue(1)
  @maxValue(1000)
  maximumInstances: int
  memoryMB: 512 | 2048 | 4096
  zoneRedundant: bool
}

@description('Size of the cache, such as Balanced_B0, and whether it has a replica.')
@export()
type CacheSize = {
  sku: string
  highAvailability: bool
}

@description('Who publishes the API, and where the platform and the alerts write to.')
@export()
type Contact = {
  name: string
  email: string
}

@description('What a month may cost in the currency of the account, and the first day that counts: the first of the month in which it is made.')
@export()
type MonthlyBudget = {
  @minValue(1)
  amount: int
  startDate: string
}

@description('An identity that apps run as.')
@export()
type AppIdentity = {
  id: string
  clientId: string
}

@description('A function app behind the gateway: its name, what it runs, and where it answers.')
@export()
type AppHost = {
  name: string
  kind: string
  host: string
}

@description('What a private endpoint leads to: a resource, the part of it, and the zone in which it is found by name.')
@export()
type EndpointTarget = {
  name: string
  id: string
  part: string
  zone: string
}

@export()
type Tags = { *: string }
