package io.iostrata.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.iostrata", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] ENGINES = {
        "org.apache.spark..",
        "org.apache.iceberg..",
        "org.apache.parquet..",
        "org.apache.arrow..",
        "org.apache.hadoop.."
    };

    private static final DescribedPredicate<JavaClass> OPEN_PATHS = HasName.Predicates.nameMatching(
                    "java\\.nio\\.file\\.Files|java\\.nio\\.channels\\.FileChannel"
                            + "|java\\.io\\.(File|File(In|Out)putStream|FileReader|FileWriter|RandomAccessFile)")
            .forSubtype();

    @ArchTest
    static final ArchRule schemasKnowNoEngine = noClasses()
            .that()
            .resideInAPackage("io.iostrata.schemas..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ENGINES);

    @ArchTest
    static final ArchRule schemasKnowNoOtherModule = noClasses()
            .that()
            .resideInAPackage("io.iostrata.schemas..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.iostrata.ingest..", "io.iostrata.transforms..", "io.iostrata.jobs..");

    @ArchTest
    static final ArchRule ingestKnowsNoSpark = noClasses()
            .that()
            .resideInAPackage("io.iostrata.ingest..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.spark..", "org.apache.iceberg..", "io.iostrata.transforms..", "io.iostrata.jobs..");

    @ArchTest
    static final ArchRule transformsKnowNoLake = noClasses()
            .that()
            .resideInAPackage("io.iostrata.transforms..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.iceberg..", "io.iostrata.ingest..", "io.iostrata.jobs..");

    @ArchTest
    static final ArchRule transformsMakeNoSession = noClasses()
            .that()
            .resideInAPackage("io.iostrata.transforms..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.apache.spark.sql.SparkSession$Builder");

    @ArchTest
    static final ArchRule schemasAndTransformsKnowNoPaths = noClasses()
            .that()
            .resideInAnyPackage("io.iostrata.schemas..", "io.iostrata.transforms..")
            .should()
            .dependOnClassesThat(OPEN_PATHS);

    /** Rows that come late are spilled: into a directory that the job names. */
    @ArchTest
    static final ArchRule ingestOpensNoPathsButToSpill = noClasses()
            .that()
            .resideInAPackage("io.iostrata.ingest..")
            .and()
            .resideOutsideOfPackage("io.iostrata.ingest.order..")
            .and()
            .haveNameNotMatching(".*\\.Spool(\\$.*)?")
            .should()
            .dependOnClassesThat(OPEN_PATHS);

    @ArchTest
    static final ArchRule packagesHaveRealNames =
            noClasses().should().resideInAnyPackage("..util..", "..common..", "..core..", "..impl..", "..model..");
}
