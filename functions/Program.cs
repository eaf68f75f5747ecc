using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Serverless.Adapters;
using Serverless.Functions.Catalog;
using Serverless.Functions.DeadLetters;
using Serverless.Functions.Http;
using Serverless.Functions.Http.Auth;
using Serverless.Functions.Http.RateLimits;
using Serverless.Functions.Http.Timeouts;
using Serverless.Functions.Imports;
using Serverless.Functions.Messaging;
using Serverless.Functions.OpenApi;
using Serverless.Functions.Operations;
using Serverless.Functions.Orders;
using Serverless.Functions.Payments;
using Serverless.Functions.Reports;
using Serverless.Functions.Telemetry;

var app = FunctionsApplication.CreateBuilder(args);

app.ConfigureFunctionsWebApplication();
app.UseMiddleware<Traces>();
app.UseMiddleware<Measures>();
app.UseMiddleware<LogScopes>();
app.UseMiddleware<SecurityHeaders>();
app.UseMiddleware<Failures>();
app.UseMiddleware<Deadlines>();
app.UseMiddleware<Guard>();
app.UseMiddleware<RateLimits>();
app.UseMiddleware<CardNumbers>();
app.UseMiddleware<QueryParameters>();

app.Services.AddTelemetry(app.Configuration);
app.Services.AddAdapters(app.Configuration);
app.Services.AddCallers(app.Configuration);
app.Services.AddTimeouts(app.Configuration);
app.Services.AddRateLimits(app.Configuration);
app.Services.AddCatalog();
app.Services.AddMessaging(app.Configuration);
app.Services.AddOrders(app.Configuration);
app.Services.AddPayments();
app.Services.AddDeadLetters();
app.Services.AddReconciliation(app.Configuration);
app.Services.AddReports(app.Configuration);
app.Services.AddOpenApi(app.Configuration);
app.Services.AddImports(app.Configuration);

app.Services.AddSingleton<Readiness>();

app.Build().Run();
