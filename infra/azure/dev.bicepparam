using 'main.bicep'

// Small, public, cheap: serverless where there is a choice. What differs from person to person comes from the environment.
param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'dev')
param location = readEnvironmentVariable('AZURE_LOCATION', 'westeurope')
param contact = {
  name: 'Orders'
  email: readEnvironmentVariable('CONTACT_EMAIL', 'orders@example.com')
}
param authAuthority = readEnvironmentVariable('AUTH_AUTHORITY')
param authAudience = readEnvironmentVariable('AUTH_AUDIENCE', 'api://orders')
param paymentReturnUrl = readEnvironmentVariable('PAYMENT_RETURN_URL', 'https://example.com/')
param paymentProviderKey = readEnvironmentVariable('PAYMENT_PROVIDER_KEY', '')
param paymentWebhookSecrets = readEnvironmentVariable('PAYMENT_WEBHOOK_SECRETS', '')
param budget = {
  amount: 300
  startDate: readEnvironmentVariable('BUDGET_START')
}
