using Serverless.Sbom;

if (args is not [var folder, var application, var packages])
{
    Console.Error.WriteLine("Usage: sbom <folder of the published application> <its name> <folder of the restored packages>");
    return 1;
}
File.WriteAllText(Path.Combine(folder, BillOfMaterials.FileName), BillOfMaterials.Of(folder, application, packages));
return 0;
