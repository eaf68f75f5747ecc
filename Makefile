.PHONY: run test check publish bench chaos simulate bicep package smoke

run:
	dotnet run --project functions

test:
	dotnet test

# What CI runs. It installs the servers that some tests run against, and none of these tests may be skipped.
check:
	tests/Servers/install.sh
	dotnet restore
	dotnet build --no-restore -warnaserror
	dotnet format --no-restore --verify-no-changes
	REQUIRE_SERVERS=true dotnet test

# Compiled ahead of time, into functions/bin/Release/net10.0/<platform>/publish: it starts in about six tenths of the time.
publish:
	dotnet publish functions -c Release

# Measures the published application.
# ARGS="--short" for a quick look, ARGS="--only accept" for one part; see tests/Benchmarks/Program.cs.
bench: publish
	dotnet run --project tests/Benchmarks -c Release -- $(ARGS)

# Kills the application 25 times under load and compares its books with the provider's; ARGS="--seed 7", see tests/Chaos/Program.cs.
chaos:
	dotnet build tests/Chaos -c Release
	dotnet run --project tests/Chaos -c Release --no-build -- --kills 25 $(ARGS)

# ARGS="--seed 17" replays one seed with its trace; see tests/Simulation/Program.cs.
simulate:
	dotnet run --project tests/Simulation -c Release -- $(or $(ARGS),--seeds 1000000)

# Compiles and lints the templates for Azure. Needs the Azure CLI, or what tests/Servers/install.sh installs.
bicep:
	infra/azure/scripts/lint.sh

# What goes to Azure, built on the official packages: artifacts/functions.zip.
package:
	rm -rf artifacts/functions artifacts/functions.zip
	dotnet publish functions -c Release -p:FunctionsRuntime=azure -o artifacts/functions
	cd artifacts/functions && zip -qr ../functions.zip .

# Whether what runs at ADDRESS is this application, and well: make smoke ADDRESS=https://….azure-api.net/api
smoke:
	infra/azure/scripts/smoke.sh $(ADDRESS)
